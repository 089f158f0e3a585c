import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";

export type ChangeSet = Schemas["ChangeSetRow"];

export const changeSetsKey = (workspaceId: string) => ["workspace", workspaceId, "change-sets"] as const;

/** The caller's own, the latest first. */
export const changeSetsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: [...changeSetsKey(workspaceId), "list"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/change-sets", {
          params: {
            path: { workspace_id: workspaceId },
            query: { limit: 40, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const changeSetQuery = (workspaceId: string, changeSetId: string) =>
  queryOptions({
    queryKey: [...changeSetsKey(workspaceId), changeSetId],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/change-sets/{change_set_id}", {
          params: { path: { workspace_id: workspaceId, change_set_id: changeSetId } },
        }),
      ),
  });

/** All that it changed, a transaction a page. */
export const changesQuery = (workspaceId: string, changeSetId: string) =>
  infiniteQueryOptions({
    queryKey: [...changeSetsKey(workspaceId), changeSetId, "changes"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/change-sets/{change_set_id}/changes", {
          params: {
            path: { workspace_id: workspaceId, change_set_id: changeSetId },
            query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
