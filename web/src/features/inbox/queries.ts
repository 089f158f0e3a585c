/** What happened that concerns the caller. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";

export type Notification = Schemas["NotificationView"];

export const inboxSummaryQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "inbox", "summary"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/notifications/summary", {
          params: { path: { workspace_id: workspaceId } },
        }),
      ),
  });

export const notificationsQuery = (workspaceId: string, state: "all" | "unread") =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "inbox", "list", state],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/notifications", {
          params: {
            path: { workspace_id: workspaceId },
            query: { limit: 50, state, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
