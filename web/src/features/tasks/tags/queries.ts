/** The tags of the workspace. */
import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Tag = Schemas["TagView"];

export const tagsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "tags"],
    queryFn: () =>
      everyPage(
        (cursor) =>
          ok(
            api.GET("/v1/workspaces/{workspace_id}/tags", {
              params: {
                path: { workspace_id: workspaceId },
                query: { "filter[archived]": "any", limit: 100, ...(cursor ? { cursor } : {}) },
              },
            }),
          ),
        2_000,
      ),
    staleTime: 60_000,
  });
