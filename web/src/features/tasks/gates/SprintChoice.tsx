import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { openSprintsQuery, sprintsKey } from "@/features/sprints/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { taskQuery } from "../queries";
import type { TaskPartProps } from "../registry";
import { messages } from "./messages";

/** The sprint that a task is planned for: one of those that are not over. */
export function SprintChoice({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const sprints = useQuery(openSprintsQuery(workspaceId, task.project_id));
  const plan = useAction(
    (sprintId: string) =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks", {
          params: { path: { workspace_id: workspaceId, sprint_id: sprintId } },
          body: { add: [task.id] },
        }),
      ),
    { refresh: [taskQuery(workspaceId, task.id).queryKey, sprintsKey(workspaceId)] },
  );
  return (
    <Select
      size="xs"
      flex={1}
      aria-label={messages.sprint}
      placeholder={sprints.data?.length === 0 ? messages.sprintNone : messages.noSprint}
      data={(sprints.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={task.sprint_id}
      allowDeselect={false}
      onChange={(id) => id && plan.mutate(id)}
    />
  );
}
