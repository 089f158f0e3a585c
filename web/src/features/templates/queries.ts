import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";

export type Template = Schemas["TemplateRowView"];
export type Kind = Template["kind"];

export const templatesKey = (workspaceId: string) => ["workspace", workspaceId, "templates"] as const;

export const templatesQuery = (workspaceId: string, kind: Kind) =>
  infiniteQueryOptions({
    queryKey: [...templatesKey(workspaceId), kind],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/templates", {
          params: {
            path: { workspace_id: workspaceId },
            query: { limit: 50, "filter[kind]": kind, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const templateQuery = (workspaceId: string, templateId: string) =>
  queryOptions({
    queryKey: [...templatesKey(workspaceId), "one", templateId],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/templates/{template_id}", {
          params: { path: { workspace_id: workspaceId, template_id: templateId } },
        }),
      ),
  });
