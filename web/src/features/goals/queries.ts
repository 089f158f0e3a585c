/** Goals, and what was reported on them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type GoalRow = Schemas["GoalRowView"];
export type Goal = Schemas["GoalView"];
export type KeyResult = Schemas["KeyResultView"];
export type Outcome = NonNullable<GoalRow["outcome"]>;

const MOST = 500;

export const goalsKey = (workspaceId: string) => ["workspace", workspaceId, "goals"] as const;

/** The goals of the workspace: few by nature. */
export const goalsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...goalsKey(workspaceId), "all"],
    queryFn: () =>
      everyPage(
        (cursor) =>
          ok(
            api.GET("/v1/workspaces/{workspace_id}/goals", {
              params: {
                path: { workspace_id: workspaceId },
                query: { limit: 100, ...(cursor ? { cursor } : {}) },
              },
            }),
          ),
        MOST,
      ),
  });

export const goalPath = (workspaceId: string, goalId: string) => ({
  params: { path: { workspace_id: workspaceId, goal_id: goalId } },
});

export const goalQuery = (workspaceId: string, goalId: string) =>
  queryOptions({
    queryKey: [...goalsKey(workspaceId), "one", goalId],
    queryFn: () =>
      ok(api.GET("/v1/workspaces/{workspace_id}/goals/{goal_id}", goalPath(workspaceId, goalId))),
  });

export const goalUpdatesQuery = (workspaceId: string, goalId: string) =>
  infiniteQueryOptions({
    queryKey: [...goalsKey(workspaceId), "updates", goalId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/goals/{goal_id}/status-updates", {
          params: {
            ...goalPath(workspaceId, goalId).params,
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
