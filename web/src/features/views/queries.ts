/** Saved views of a project, and what its tasks can be filtered by. */
import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Field = Schemas["FieldView"];

const page = (cursor: string | undefined) => ({ limit: 100, ...(cursor ? { cursor } : {}) });

export const viewsKey = (workspaceId: string, projectId: string) =>
  ["workspace", workspaceId, "project", projectId, "views"] as const;

/** First those that are shared, in their order, then one's own. */
export const viewsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: viewsKey(workspaceId, projectId),
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/views", {
            params: {
              path: { workspace_id: workspaceId },
              query: { "filter[project_id]": projectId, ...page(cursor) },
            },
          }),
        ),
      ),
    staleTime: 60_000,
  });

export const tagsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "filter-tags"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/tags", {
            params: { path: { workspace_id: workspaceId }, query: page(cursor) },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/** The fields of a project whose values are a few to choose from. */
export const choiceFieldsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "choice-fields"],
    queryFn: async () => {
      const path = { workspace_id: workspaceId, project_id: projectId };
      const all = await everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields", {
            params: { path, query: page(cursor) },
          }),
        ),
      );
      return all
        .map(({ field }): Field => field)
        .filter((field) => ["single_select", "checkbox"].includes(field.type) && !field.archived_at);
    },
    staleTime: 60_000,
  });
