import { Button, Skeleton, Stack } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, ok } from "@/api/client";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useAction } from "@/components/feedback/use-action";
import { IconForms, IconPlus } from "@/components/icons";
import { Tag } from "@/components/Tag";
import { useProjectId } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { newQuestion, questionsToSend } from "./building";
import classes from "./forms.module.css";
import { messages } from "./messages";
import { type Form, formsQuery } from "./queries";
import { useToDecide } from "./to-decide";

/** The forms of a project, with what waits for a decision. */
export function FormsPage() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const forms = useLive(formsQuery(workspaceId, projectId), "now-and-then");
  const isOpen = useRights(projectId).mayEdit;
  const mayManage = useMay("form:manage", projectId) && isOpen;
  const create = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/forms", {
          params: { path: { workspace_id: workspaceId } },
          body: {
            project_id: projectId,
            name: messages.untitled,
            questions: questionsToSend([newQuestion(messages.firstQuestion, [])]),
          },
        }),
      ),
    {
      refresh: [formsQuery(workspaceId, projectId).queryKey],
      onDone: ({ id }) =>
        navigate({
          to: "/w/$workspaceId/p/$projectId/forms/$formId",
          params: { workspaceId, projectId, formId: id },
        }),
    },
  );
  const add = mayManage && (
    <Button
      size="xs"
      leftSection={<IconPlus size={14} />}
      loading={create.isPending}
      onClick={() => create.mutate()}
    >
      {messages.newForm}
    </Button>
  );
  return (
    <div className={classes.content}>
      <div className={classes.reading}>
        {forms.isPending && (
          <Stack gap={10} aria-busy="true">
            {[0, 1].map((line) => (
              <Skeleton key={line} h={72} />
            ))}
          </Stack>
        )}
        {forms.isError && !forms.data && <ProblemNotice error={forms.error} retry={forms.refetch} />}
        {forms.data?.length === 0 && (
          <EmptyState icon={<IconForms stroke={1.5} />} title={messages.empty} action={add}>
            {messages.emptyText}
          </EmptyState>
        )}
        {forms.data && forms.data.length > 0 && (
          <>
            <header className={classes.head}>
              <p>{messages.text}</p>
              {add}
            </header>
            <ul className={classes.forms}>
              {forms.data.map((form) => (
                <FormLine key={form.id} form={form} />
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function FormLine({ form }: { form: Form }) {
  const { workspace_id: workspaceId, project_id: projectId, id: formId } = form;
  const toDecide = useToDecide(form);
  const tone = !form.open ? "neutral" : form.linked ? "good" : "warn";
  const state = !form.open ? messages.closed : form.linked ? messages.taking : messages.notShared;
  return (
    <li className={classes.form} style={form.color ? { borderInlineStartColor: form.color } : {}}>
      <span>
        <Link
          to="/w/$workspaceId/p/$projectId/forms/$formId"
          params={{ workspaceId, projectId, formId }}
          search={toDecide ? { part: "submissions" } : {}}
          className={classes.open}
        >
          {form.name}
        </Link>
        <small>{messages.questions(form.questions.length)}</small>
      </span>
      {toDecide && <Tag tone="accent">{messages.toDecide(toDecide)}</Tag>}
      <Tag tone={tone}>{state}</Tag>
    </li>
  );
}
