/** Making organizations and workspaces. */
import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";
import { session } from "@/api/session";
import { organizationsQuery, workspacesQuery } from "@/features/workspaces/queries";

export async function foundOrganization(name: string): Promise<string> {
  const organization = await ok(api.POST("/v1/organizations", { body: { name } }));
  await session.choose(organization.id);
  await queryClient.invalidateQueries({ queryKey: organizationsQuery().queryKey });
  return organization.id;
}

export async function createWorkspace(organizationId: string, name: string): Promise<string> {
  const workspace = await ok(
    api.POST("/v1/organizations/{organization_id}/workspaces", {
      params: { path: { organization_id: organizationId } },
      body: { name },
    }),
  );
  await queryClient.invalidateQueries({ queryKey: workspacesQuery(organizationId).queryKey });
  return workspace.id;
}
