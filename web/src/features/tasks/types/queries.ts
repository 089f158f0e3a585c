/** The types of tasks of the workspace, in their order. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { useWorkspaceId } from "@/features/workspaces/queries";

export type TaskType = Schemas["TaskTypeView"];
export type TypeIconName = TaskType["icon"];

/** Every type that a task may still have: archived and deleted ones too. */
export const typesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task-types"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/task-types", {
            params: {
              path: { workspace_id: workspaceId },
              query: {
                "filter[archived]": "any",
                "filter[trashed]": "any",
                limit: 100,
                ...(cursor ? { cursor } : {}),
              },
            },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/** Those that were not deleted. */
export function useTypes(): readonly TaskType[] {
  return (useQuery(typesQuery(useWorkspaceId())).data ?? []).filter((type) => !type.deleted_at);
}

/** Those that can be given to the tasks of a project, and the one that a task has anyway. */
export function choosable(
  types: readonly TaskType[],
  project: { type_ids: readonly string[] } | undefined,
  current?: string | null,
): TaskType[] {
  return types.filter(
    ({ id, archived_at, deleted_at }) =>
      id === current ||
      (!archived_at && !deleted_at && (!project?.type_ids.length || project.type_ids.includes(id))),
  );
}
