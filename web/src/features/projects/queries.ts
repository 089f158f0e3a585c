/** Projects, their sections, workflow and members. */
import { queryOptions } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Project = Schemas["ProjectView"];
export type Section = Schemas["SectionView"];
export type Workflow = Schemas["WorkflowView"];
export type Rule = Schemas["RuleView"];
export type Status = Schemas["StatusView"];
export type ProjectMember = Schemas["ProjectMemberView"];

const path = (workspaceId: string, projectId: string) => ({
  workspace_id: workspaceId,
  project_id: projectId,
});
const page = (cursor: string | undefined) => ({ limit: 100, ...(cursor ? { cursor } : {}) });

export const projectsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "projects"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/projects", {
            params: { path: { workspace_id: workspaceId }, query: page(cursor) },
          }),
        ),
      ),
  });

export const projectQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}", {
          params: { path: path(workspaceId, projectId) },
        }),
      ),
  });

export const sectionsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "sections"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/sections", {
            params: { path: path(workspaceId, projectId), query: page(cursor) },
          }),
        ),
      ),
    staleTime: 30_000,
  });

export const workflowQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "workflow"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
          params: { path: path(workspaceId, projectId) },
        }),
      ),
    staleTime: 60_000,
  });

export const projectMembersQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "project", projectId, "members"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/members", {
            params: { path: path(workspaceId, projectId), query: page(cursor) },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/** The project of the address. Only for screens inside one. */
export function useProjectId(): string {
  const { projectId } = useParams({ strict: false });
  if (!projectId) throw new Error("This screen is not inside a project.");
  return projectId;
}
