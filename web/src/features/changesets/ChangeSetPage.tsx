import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { fullMoment } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { messages as common } from "@/components/messages";
import { Page } from "@/components/Page";
import { Tag } from "@/components/Tag";
import { useMayUndo, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { Conflicts } from "./Conflicts";
import classes from "./changesets.module.css";
import { FieldChanges } from "./FieldChanges";
import { messages } from "./messages";
import { changeSetQuery, changesQuery } from "./queries";
import { kindOf, operationOf, type Thing, things } from "./story";
import { ThingName } from "./ThingName";
import { UndoButton } from "./UndoButton";
import { conflictsBefore } from "./undo";

/** One change set: by whom, when, each thing with its fields from and to; and what is in the way of undoing it. */
export function ChangeSetPage() {
  const workspaceId = useWorkspaceId();
  const { changeSetId } = useParams({ from: "/signed-in/w/$workspaceId/changes/$changeSetId" });
  const people = usePeople();
  const found = useQuery(changeSetQuery(workspaceId, changeSetId));
  const changes = useInfiniteQuery({
    ...changesQuery(workspaceId, changeSetId),
    enabled: found.data !== undefined,
  });
  if (!found.data) {
    return (
      <Page title={messages.title}>
        {found.isError ? (
          <ProblemNotice error={found.error} retry={found.refetch} />
        ) : (
          <Skeleton h={160} aria-busy="true" />
        )}
      </Page>
    );
  }
  const set = found.data;
  const all = things(changes.data?.pages.flatMap((page) => page.data) ?? set.changes);
  const name = people.name(set.created_by) ?? common.somebody;
  return (
    <Page
      title={operationOf(set.operation)}
      actions={
        <UndoButton
          size="compact-sm"
          changeSetId={set.undone_by ?? set.id}
          createdBy={set.created_by}
          label={set.undone_by ? messages.redo : messages.undo}
        />
      }
    >
      <p className={classes.about}>
        {name}, {fullMoment(set.created_at)} {set.undoes && <Tag>{messages.isUndo}</Tag>}
        {set.undone_by && <Tag tone="warn">{messages.undone}</Tag>}
      </p>
      {!set.undone_by && <InTheWay changeSetId={set.id} createdBy={set.created_by} />}
      <h2 className={classes.head}>{messages.what}</h2>
      {all.length === 0 && <p className={classes.about}>{messages.nothingVisible}</p>}
      <ul className={classes.things}>
        {all.map((thing) => (
          <ThingLine key={`${thing.kind} ${thing.id}`} thing={thing} />
        ))}
      </ul>
      {changes.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {messages.moreChanges}
        </Button>
      )}
    </Page>
  );
}

function ThingLine({ thing }: { thing: Thing }) {
  return (
    <li>
      <header>
        <small>{kindOf(thing.kind)}</small>
        <strong>
          <ThingName kind={thing.kind} id={thing.id} />
        </strong>
        {thing.deed && <Tag tone={thing.deed === "created" ? "good" : "bad"}>{messages[thing.deed]}</Tag>}
      </header>
      <FieldChanges thing={thing} />
    </li>
  );
}

/** Asked beforehand, so that nobody is surprised. */
function InTheWay({ changeSetId, createdBy }: { changeSetId: string; createdBy: string }) {
  const workspaceId = useWorkspaceId();
  const may = useMayUndo(createdBy);
  const { data } = useQuery({
    queryKey: ["workspace", workspaceId, "change-sets", changeSetId, "in-the-way"],
    queryFn: () => conflictsBefore(workspaceId, changeSetId),
    enabled: may,
    refetchInterval: 60_000,
  });
  if (!data) return null;
  if (data.length === 0) return <p className={classes.about}>{messages.nothingInTheWay}</p>;
  return (
    <section className={classes.way}>
      <p>{messages.inTheWay(data.length)}</p>
      <Conflicts conflicts={data} />
    </section>
  );
}
