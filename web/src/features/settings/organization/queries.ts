import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type OrganizationMember = Schemas["OrganizationMemberView"];
export type OrganizationRole = OrganizationMember["roles"][number];

const path = (organizationId: string) => ({ organization_id: organizationId });
const page = (cursor: string | undefined) => ({ limit: 100, ...(cursor ? { cursor } : {}) });

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId],
    queryFn: () =>
      ok(api.GET("/v1/organizations/{organization_id}", { params: { path: path(organizationId) } })),
  });

export const organizationAccessQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "access"],
    queryFn: () =>
      ok(
        api.GET("/v1/organizations/{organization_id}/access/me", { params: { path: path(organizationId) } }),
      ),
  });

export const organizationMembersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "members"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/organizations/{organization_id}/members", {
            params: { path: path(organizationId), query: page(cursor) },
          }),
        ),
      ),
  });

export const deletedWorkspacesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "deleted-workspaces"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/organizations/{organization_id}/deleted-workspaces", {
            params: { path: path(organizationId), query: page(cursor) },
          }),
        ),
      ),
  });
