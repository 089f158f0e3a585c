import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { isProblem, Told } from "@/api/problem";
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
import { bodyOf, type Draft, gone, recategorized, withAny, withStatus } from "./workflow/draft";
import { PlanDialog } from "./workflow/PlanDialog";
import { Rules } from "./workflow/Rules";
import { refusal } from "./workflow/refusal";
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
        <>
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
          {workflow.data && workflow.data.rules.length > 0 && (
            <Rules project={project} draft={workflow.data} />
          )}
        </>
      )}
    </Block>
  );
}

/** The whole workflow is changed on the screen first, and saved as one. What it does to tasks is shown before. */
function Editor({ project, workflow }: { project: Project; workflow: Workflow }) {
  const { id, workspace_id: workspaceId } = project;
  const client = useQueryClient();
  const { statuses, transitions, rules } = workflow;
  const begun: Draft = { statuses, transitions, rules };
  const [draft, setDraft] = useState(begun);
  const [isPlanning, setPlanning] = useState(false);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun);
  const going = gone(workflow, draft);
  const moved = recategorized(workflow, draft);
  const save = useAction(
    async (remap: Record<string, string>) => {
      try {
        return await ok(
          api.PUT("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
            params: { path: { workspace_id: workspaceId, project_id: id }, header: ifMatch(workflow) },
            body: bodyOf(draft, remap, moved),
          }),
        );
      } catch (error) {
        if (!isProblem(error, "unprocessable")) throw error;
        throw new Told(refusal(error));
      }
    },
    {
      refresh: [
        workflowQuery(workspaceId, id).queryKey,
        sectionsQuery(workspaceId, id).queryKey,
        boardKey(workspaceId, id) as unknown as string[],
      ],
      done: messages.saved,
      onDone: async ({ job_id }) => {
        setPlanning(false);
        if (job_id) follow(client, await readJob(workspaceId, job_id));
      },
    },
  );
  return (
    <Stack gap="sm">
      <StatusRows draft={draft} onChange={setDraft} />
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
      <Rules project={project} draft={draft} onChange={setDraft} />
      <Group gap="xs">
        <Button
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => (going.length + moved.length > 0 ? setPlanning(true) : save.mutate({}))}
        >
          {messages.save}
        </Button>
        {isChanged && (
          <Button variant="subtle" color="gray" onClick={() => setDraft(begun)}>
            {messages.discard}
          </Button>
        )}
      </Group>
      {isPlanning && (
        <PlanDialog
          project={project}
          workflow={workflow}
          draft={draft}
          going={going}
          moved={moved}
          isBusy={save.isPending}
          onApply={(remap) => save.mutate(remap)}
          onClose={() => setPlanning(false)}
        />
      )}
    </Stack>
  );
}
