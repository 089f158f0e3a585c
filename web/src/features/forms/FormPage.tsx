import { Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconArrowLeft } from "@/components/icons";
import { ActionIconLink } from "@/components/links";
import { useRights } from "@/features/projects/rights";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { Builder } from "./builder/Builder";
import classes from "./forms.module.css";
import { messages } from "./messages";
import { type Form, formQuery } from "./queries";
import { ShareForm } from "./ShareForm";
import { Submissions } from "./submissions/Submissions";
import { useToDecide } from "./to-decide";

/** One form: its questions, its link, and what was sent by it. */
export function FormPage() {
  const workspaceId = useWorkspaceId();
  const { formId } = useParams({ strict: false });
  const form = useQuery(formQuery(workspaceId, formId ?? ""));
  if (form.data) return <Loaded form={form.data} />;
  return (
    <div className={classes.content}>
      {form.isError ? (
        <ProblemNotice error={form.error} retry={form.refetch} />
      ) : (
        <Skeleton h={240} aria-busy="true" />
      )}
    </div>
  );
}

function Loaded({ form }: { form: Form }) {
  const { workspace_id: workspaceId, project_id: projectId, id: formId } = form;
  const { part = "build" } = useSearch({ strict: false }) as { part?: string };
  const isOpen = useRights(projectId).mayEdit;
  const mayManage = useMay("form:manage", projectId) && isOpen;
  const mayTriage = useMay("form:triage", projectId);
  const toDecide = useToDecide(form);
  const parts = [
    { id: "build", label: messages.build },
    ...(mayManage ? [{ id: "share", label: messages.share }] : []),
    ...(mayTriage ? [{ id: "submissions", label: messages.submissions }] : []),
  ];
  const params = { workspaceId, projectId, formId };
  return (
    <div className={classes.content}>
      <header className={classes.bar}>
        <ActionIconLink
          to="/w/$workspaceId/p/$projectId/forms"
          params={{ workspaceId, projectId }}
          aria-label={messages.back}
        >
          <IconArrowLeft size={16} />
        </ActionIconLink>
        <Title order={2} size="h3">
          {form.name}
        </Title>
        <nav className={classes.parts} aria-label={messages.views}>
          {parts.map(({ id, label }) => (
            <Link
              key={id}
              to="/w/$workspaceId/p/$projectId/forms/$formId"
              params={params}
              search={id === "build" ? {} : { part: id as "share" | "submissions" }}
              data-active={part === id || undefined}
              aria-current={part === id ? "page" : undefined}
            >
              {label}
              {id === "submissions" && toDecide && <span className={classes.count}>{toDecide}</span>}
            </Link>
          ))}
        </nav>
      </header>
      {part === "submissions" && mayTriage ? (
        <Submissions form={form} />
      ) : part === "share" && mayManage ? (
        <ShareForm form={form} />
      ) : (
        <Builder key={form.version} form={form} mayManage={mayManage} />
      )}
    </div>
  );
}
