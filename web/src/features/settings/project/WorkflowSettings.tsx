import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { boardKey } from "@/features/board/queries";
import { follow, readJob } from "@/features/jobs/queries";
import { type Project, sectionsQuery, type Workflow, workflowQuery } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { bodyOf, type Draft, gone, withAny, withStatus } from "./workflow/draft";
import { RemapDialog } from "./workflow/RemapDialog";
import { StatusRows } from "./workflow/StatusRows";
import { TransitionMatrix } from "./workflow/TransitionMatrix";

export function WorkflowSettings({ project }: { project: Project }) {
  const workflow = useQuery(workflowQuery(project.workspace_id, project.id));
  const mayManage = useMay("workflow:manage", project.id);
  const statuses = workflow.data?.statuses ?? [];
  return (
    <Block title={messages.workflow} text={messages.workflowText}>
      {mayManage && workflow.data ? (
        <Editor key={workflow.data.version} project={project} workflow={workflow.data} />
      ) : (
        <Rows query={{ ...workflow, data: statuses }}>
          {({ id, name, category }) => (
            <Row
              key={id}
              icon={<StatusIcon category={category} label="" />}
              title={name}
              detail={taskMessages.categories[category]}
            />
          )}
        </Rows>
      )}
    </Block>
  );
}

/** The whole workflow is changed on the screen first, and saved as one. Statuses that go say what their tasks get. */
function Editor({ project, workflow }: { project: Project; workflow: Workflow }) {
  const { id, workspace_id: workspaceId } = project;
  const client = useQueryClient();
  const begun: Draft = { statuses: workflow.statuses, transitions: workflow.transitions };
  const [draft, setDraft] = useState(begun);
  const [isRemapping, setRemapping] = useState(false);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun);
  const going = gone(workflow, draft);
  const save = useAction(
    (remap: Record<string, string>) =>
      ok(
        api.PUT("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
          params: { path: { workspace_id: workspaceId, project_id: id }, header: ifMatch(workflow) },
          body: bodyOf(draft, remap),
        }),
      ),
    {
      refresh: [
        workflowQuery(workspaceId, id).queryKey,
        sectionsQuery(workspaceId, id).queryKey,
        boardKey(workspaceId, id) as unknown as string[],
      ],
      done: messages.saved,
      onDone: async ({ job_id }) => {
        setRemapping(false);
        if (job_id) follow(client, await readJob(workspaceId, job_id));
      },
    },
  );
  return (
    <Stack gap="sm">
      <StatusRows workflow={workflow} draft={draft} onChange={setDraft} />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={() => setDraft((before) => withStatus(before, messages.newStatus))}
        >
          {messages.addStatus}
        </Button>
      </Group>
      <Checkbox
        size="sm"
        label={messages.anyTransition}
        checked={draft.transitions === "any"}
        onChange={(event) => setDraft(withAny(draft, event.currentTarget.checked))}
      />
      {draft.transitions !== "any" && <TransitionMatrix draft={draft} onChange={setDraft} />}
      <Group gap="xs">
        <Button
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => (going.length > 0 ? setRemapping(true) : save.mutate({}))}
        >
          {messages.save}
        </Button>
        {isChanged && (
          <Button variant="subtle" color="gray" onClick={() => setDraft(begun)}>
            {messages.discard}
          </Button>
        )}
      </Group>
      {isRemapping && (
        <RemapDialog
          project={project}
          workflow={workflow}
          draft={draft}
          going={going}
          isBusy={save.isPending}
          onApply={(remap) => save.mutate(remap)}
          onClose={() => setRemapping(false)}
        />
      )}
    </Stack>
  );
}
