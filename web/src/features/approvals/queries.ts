/** What others must agree to before a task goes on. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";

export type Approval = Schemas["ApprovalView"];
/** What waits for the caller, or what they asked for. */
export type Side = "deciding" | "asking";

/** The badge says how many wait, up to this many. */
export const COUNTED = 50;

export const approvalsKey = (workspaceId: string) => ["workspace", workspaceId, "approvals"] as const;

export const approvalListQuery = (workspaceId: string, side: Side) =>
  infiniteQueryOptions({
    queryKey: [...approvalsKey(workspaceId), "list", side],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/approvals", {
          params: {
            path: { workspace_id: workspaceId },
            query: { "filter[side]": side, limit: 25, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

/** How many wait for the caller. */
export const waitingCountQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...approvalsKey(workspaceId), "waiting"],
    queryFn: async () => {
      const { data } = await ok(
        api.GET("/v1/workspaces/{workspace_id}/approvals", {
          params: { path: { workspace_id: workspaceId }, query: { limit: COUNTED } },
        }),
      );
      return data.length;
    },
  });

export const approvalQuery = (workspaceId: string, approvalId: string) =>
  queryOptions({
    queryKey: [...approvalsKey(workspaceId), "one", approvalId],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/approvals/{approval_id}", {
          params: { path: { workspace_id: workspaceId, approval_id: approvalId } },
        }),
      ),
  });
