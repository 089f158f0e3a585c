import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ago } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { AnchorLink } from "@/components/links";
import { Page } from "@/components/Page";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ImportReview } from "./ImportReview";
import { messages } from "./messages";
import { NewImport } from "./NewImport";
import { importQuery, importsQuery } from "./queries";
import classes from "./transfer.module.css";

/** A file comes in: choose it, see what would become of it, have it done. Each import has an address. */
export function ImportPage() {
  const workspaceId = useWorkspaceId();
  const { import: importId } = useSearch({ from: "/signed-in/w/$workspaceId/import" });
  const found = useQuery({ ...importQuery(workspaceId, importId ?? ""), enabled: Boolean(importId) });
  const step = !importId ? 0 : found.data?.state === "applied" ? 2 : 1;
  return (
    <Page title={messages.importTitle}>
      <ol className={classes.steps} aria-label={messages.stepsLabel}>
        {messages.steps.map((name, place) => (
          <li
            key={name}
            data-done={place < step || undefined}
            aria-current={place === step ? "step" : undefined}
          >
            <span aria-hidden>{place + 1}</span>
            {name}
          </li>
        ))}
      </ol>
      {!importId && (
        <>
          <Text size="sm" c="dimmed" mb="lg">
            {messages.importText}
          </Text>
          <NewImport />
          <Recent />
        </>
      )}
      {importId && found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      {importId && found.data && <ImportReview key={found.data.id} found={found.data} />}
    </Page>
  );
}

/** What was begun before, to go on with. */
function Recent() {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(importsQuery(workspaceId));
  if (!data || data.length === 0) return null;
  return (
    <section className={classes.part}>
      <h2>{messages.recent}</h2>
      <ul className={classes.recent}>
        {data.map(({ id, file_name, source, state, created_at }) => (
          <li key={id}>
            <AnchorLink to="/w/$workspaceId/import" params={{ workspaceId }} search={{ import: id }}>
              {file_name}
            </AnchorLink>
            <small>
              {messages.sources[source]?.name ?? source}, {messages.states[state]}, {ago(created_at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
