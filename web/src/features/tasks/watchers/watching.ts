/** Who watches a task, and how that changes: shown at once, sent in turn, taken back when it is refused. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, everyPage, ok } from "@/api/client";
import { inTurn } from "@/api/writing";
import { failed } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";

const ADDRESS = "/v1/workspaces/{workspace_id}/tasks/{task_id}/watchers" as const;

export const watchersQuery = (workspaceId: string, taskId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "watchers"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET(ADDRESS, {
            params: {
              path: { workspace_id: workspaceId, task_id: taskId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

/** Lets somebody watch, or watch no longer. */
export function useWatching(taskId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const { queryKey } = watchersQuery(workspaceId, taskId);
  return async ({ id, name }: { id: string; name: string }, isToWatch: boolean) => {
    client.setQueryData(queryKey, (before) => {
      const others = before?.filter(({ user_id }) => user_id !== id) ?? [];
      return isToWatch ? [...others, { user_id: id, name }] : others;
    });
    const params = { path: { workspace_id: workspaceId, task_id: taskId, user_id: id } };
    const one = `${ADDRESS}/{user_id}` as const;
    try {
      await inTurn(`watchers ${taskId}`, () =>
        ok(isToWatch ? api.PUT(one, { params }) : api.DELETE(one, { params })),
      );
    } catch (error) {
      failed(error);
    }
    await client.invalidateQueries({ queryKey });
  };
}
