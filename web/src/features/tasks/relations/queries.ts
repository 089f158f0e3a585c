/** How tasks relate to each other, and in which words a workspace says so. */
import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Relation = Schemas["RelationView"];
export type RelationType = Schemas["RelationTypeView"];

export const relationTypesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "relation-types"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/relation-types", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/** By kind; at most 100. */
export const relationsQuery = (workspaceId: string, taskId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "relations"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/relations", {
            params: {
              path: { workspace_id: workspaceId, task_id: taskId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });
