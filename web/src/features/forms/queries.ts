/** Forms of a project, their links, and what was sent by them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Form = Schemas["FormView"];
export type Submission = Schemas["SubmissionView"];
export type State = Submission["state"];

export const formsKey = (workspaceId: string) => ["workspace", workspaceId, "forms"] as const;

export const formsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...formsKey(workspaceId), "of", projectId],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/forms", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, "filter[project_id]": projectId, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export const formQuery = (workspaceId: string, formId: string) =>
  queryOptions({
    queryKey: [...formsKey(workspaceId), formId],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/forms/{form_id}", {
          params: { path: { workspace_id: workspaceId, form_id: formId } },
        }),
      ),
  });

/** The public link; null while there is none. */
export const formLinkQuery = (workspaceId: string, formId: string) =>
  queryOptions({
    queryKey: [...formsKey(workspaceId), formId, "link"],
    queryFn: async (): Promise<Schemas["FormLinkView"] | null> => {
      try {
        return await ok(
          api.GET("/v1/workspaces/{workspace_id}/forms/{form_id}/link", {
            params: { path: { workspace_id: workspaceId, form_id: formId } },
          }),
        );
      } catch (error) {
        if (isProblem(error) && error.status === 404) return null;
        throw error;
      }
    },
  });

export const submissionsQuery = (workspaceId: string, formId: string, state: State) =>
  infiniteQueryOptions({
    queryKey: [...formsKey(workspaceId), formId, "submissions", state],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/forms/{form_id}/submissions", {
          params: {
            path: { workspace_id: workspaceId, form_id: formId },
            query: { limit: 30, "filter[state]": state, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
