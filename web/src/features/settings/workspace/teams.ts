import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Team = Schemas["TeamView"];

export const teamsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "teams"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/teams", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export const teamMembersQuery = (workspaceId: string, teamId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "team", teamId, "members"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/teams/{team_id}/members", {
            params: {
              path: { workspace_id: workspaceId, team_id: teamId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });
