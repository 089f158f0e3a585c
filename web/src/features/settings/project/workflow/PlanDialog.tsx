import { Button, Group, Modal, Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, type Schemas } from "@/api/client";
import type { Project, Status, Workflow } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { bodyOf, type Draft, proposed } from "./draft";
import { messages } from "./messages";
import { refusal } from "./refusal";
import classes from "./workflow.module.css";

type Step = Schemas["PlanStepView"];

interface Props {
  project: Project;
  workflow: Workflow;
  draft: Draft;
  /** The statuses that go, and those that mean something else from now on. */
  going: readonly Status[];
  moved: readonly Status[];
  isBusy: boolean;
  onApply: (remap: Record<string, string>) => void;
  onClose: () => void;
}

/** What a change of statuses does to tasks: which they get, how many are finished by it or open again. */
export function PlanDialog({ project, workflow, draft, going, moved, isBusy, onApply, onClose }: Props) {
  const [remap, setRemap] = useState(() => proposed(going, draft));
  const preview = usePreview(project, workflow, bodyOf(draft, remap, moved));
  const steps = (preview.data?.result as { plan?: Step[] } | undefined)?.plan ?? [];
  const stepOf = (id: string) => steps.find(({ status }) => status === id);
  const sections = preview.data?.change_set.filter(({ kind }) => kind === "section").length ?? 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={going.length > 0 ? messages.remapTitle : messages.recategorizeTitle}
    >
      <Stack>
        <Text size="sm">{going.length > 0 ? messages.remapText : messages.recategorizeText}</Text>
        {going.map(({ id, name }) => {
          const step = stepOf(id);
          return (
            <Select
              key={id}
              label={messages.tasksOf(name)}
              description={step ? messages.tasksThere(countOf(step)) : " "}
              data={draft.statuses.map((status) => ({ value: status.id, label: status.name }))}
              value={remap[id] ?? null}
              allowDeselect={false}
              onChange={(to) => to && setRemap({ ...remap, [id]: to })}
            />
          );
        })}
        {moved.length > 0 && (
          <ul className={classes.plan}>
            {moved.map(({ id, name, category }) => {
              const step = stepOf(id);
              const words = messages.means(name, taskMessages.categories[category]);
              return (
                <li key={id}>
                  <strong>{words.name}</strong> {words.rest}
                  {step && `: ${messages.effects[step.effect](countOf(step))}.`}
                </li>
              );
            })}
          </ul>
        )}
        {preview.isPending && <Skeleton h={20} aria-busy="true" />}
        {preview.data && (
          <Text size="sm" c="dimmed">
            {sections > 0 && messages.columnsFollow(sections)} {messages.remapJob}
          </Text>
        )}
        {preview.isError && (
          <p role="alert" className={classes.refused}>
            {refusal(preview.error)}
          </p>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button disabled={!preview.data} loading={isBusy} onClick={() => onApply(remap)}>
            {messages.remapApply}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What would happen; nothing is written. */
function usePreview(project: Project, workflow: Workflow, body: Schemas["WorkflowBody"]) {
  const { id: projectId, workspace_id: workspaceId } = project;
  return useQuery({
    queryKey: ["workspace", workspaceId, "project", projectId, "workflow-preview", body],
    queryFn: async () => {
      const { data } = await api.PUT("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
        params: {
          path: { workspace_id: workspaceId, project_id: projectId },
          header: ifMatch(workflow),
          query: { dry_run: "true" },
        },
        body,
      });
      return data as Schemas["Preview"];
    },
    retry: false,
    gcTime: 0,
  });
}

function countOf({ tasks }: Step): string {
  return tasks ? `${tasks.value}${tasks.relation === "gte" ? "+" : ""}` : "0";
}
