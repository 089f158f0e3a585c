/** The custom fields of a project, in its order. */
import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Field = Schemas["FieldView"];
export type ProjectField = Schemas["ProjectFieldView"];
export type FieldType = Field["type"];

export const projectFieldsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "fields"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields", {
            params: {
              path: { workspace_id: workspaceId, project_id: projectId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
    staleTime: 30_000,
  });
