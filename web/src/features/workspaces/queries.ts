/** Organizations, workspaces, the people in them, and what one may do there. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Organization = Schemas["OwnOrganizationView"];
export type Workspace = Schemas["WorkspaceView"];
export type Member = Schemas["MemberView"];
export type OwnAccess = Schemas["OwnAccessView"];

const RARELY = 5 * 60_000;

/** All organizations of the account: they do not depend on which one the session works in. */
export const organizationsQuery = () =>
  queryOptions({
    queryKey: ["organizations"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/organizations", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }),
        ),
      ),
    staleTime: RARELY,
  });

/** The workspaces of the organization that the session works in. */
export const workspacesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "workspaces"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(api.GET("/v1/workspaces", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } })),
      ),
    staleTime: RARELY,
  });

export const workspaceQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId],
    queryFn: () =>
      ok(api.GET("/v1/workspaces/{workspace_id}", { params: { path: { workspace_id: workspaceId } } })),
    staleTime: RARELY,
  });

/** Everybody in the workspace whom the caller may see; nobody for guests, who may not see members. */
export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "members"],
    queryFn: async (): Promise<Member[]> => {
      const path = { workspace_id: workspaceId };
      try {
        return await everyPage((cursor) =>
          ok(
            api.GET("/v1/workspaces/{workspace_id}/members", {
              params: { path, query: { limit: 100, ...(cursor ? { cursor } : {}) } },
            }),
          ),
        );
      } catch (error) {
        if (isProblem(error) && error.status === 403) return [];
        throw error;
      }
    },
    staleTime: RARELY,
  });

/** What the caller may do in the workspace, or in one project of it. */
export const accessQuery = (workspaceId: string, projectId?: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "access", projectId ?? ""],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/access/me", {
          params: { path: { workspace_id: workspaceId }, query: projectId ? { project_id: projectId } : {} },
        }),
      ),
    staleTime: 60_000,
  });

/** The workspace of the address. Only for screens inside one. */
export function useWorkspaceId(): string {
  const { workspaceId } = useParams({ strict: false });
  if (!workspaceId) throw new Error("This screen is not inside a workspace.");
  return workspaceId;
}

/** Whether the caller may do something here; false until that is known. */
export function useMay(permission: string, projectId?: string): boolean {
  const access = useQuery(accessQuery(useWorkspaceId(), projectId));
  return access.data?.permissions.includes(permission) ?? false;
}

/** Whether the caller may undo what somebody did: their own doing everybody may, as far as it is allowed by hand. */
export function useMayUndo(createdBy: string | undefined): boolean {
  const access = useQuery(accessQuery(useWorkspaceId()));
  if (!access.data) return false;
  return access.data.principal_id === createdBy || access.data.permissions.includes("changeset:undo");
}

export interface People {
  list: Member[];
  /** The name of somebody; null when they cannot be seen. */
  name: (userId: string) => string | null;
}

/** Who is in the workspace. */
export function usePeople(): People {
  const { data } = useQuery(membersQuery(useWorkspaceId()));
  const names = useMemo(() => new Map(data?.map((member) => [member.id, member.name])), [data]);
  const name = useCallback((userId: string) => names.get(userId) ?? null, [names]);
  return useMemo(() => ({ list: data ?? [], name }), [data, name]);
}
