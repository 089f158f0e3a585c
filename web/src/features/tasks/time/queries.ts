/** Time on a task, and the timer. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type TimeEntry = Schemas["TimeEntryView"];
export type Timer = Schemas["TimerView"];

/** The timer that runs for the reader in this workspace; null when none does. */
export const timerQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "timer"],
    queryFn: async (): Promise<Timer | null> => {
      try {
        return await ok(
          api.GET("/v1/workspaces/{workspace_id}/timer", { params: { path: { workspace_id: workspaceId } } }),
        );
      } catch (error) {
        if (isProblem(error, "not_found")) return null;
        throw error;
      }
    },
    staleTime: 30_000,
  });

export const timeEntriesQuery = (workspaceId: string, taskId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "time"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/time-entries", {
          params: {
            path: { workspace_id: workspaceId },
            query: { "filter[task_id]": taskId, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
