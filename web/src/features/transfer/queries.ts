/** Files that come in and go out. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Import = Schemas["ImportView"];
export type ImportChanges = Schemas["ImportChanges"];
export type Export = Schemas["ExportView"];

export const importQuery = (workspaceId: string, importId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "imports", importId],
    queryFn: (): Promise<Import> =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/imports/{import_id}", {
          params: { path: { workspace_id: workspaceId, import_id: importId } },
        }),
      ),
  });

export const importsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "imports"],
    queryFn: async (): Promise<Import[]> => {
      const { data } = await ok(
        api.GET("/v1/workspaces/{workspace_id}/imports", {
          params: { path: { workspace_id: workspaceId }, query: { limit: 20 } },
        }),
      );
      return data;
    },
  });

export const exportsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "exports"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/exports", {
          params: {
            path: { workspace_id: workspaceId },
            query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

/** The custom fields that a project's tasks have. */
export const fieldsOfProjectQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "field-names"],
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
    staleTime: 60_000,
  });
