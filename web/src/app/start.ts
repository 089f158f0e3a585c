import { createRoute, redirect } from "@tanstack/react-router";
import { queryClient } from "@/api/query-client";
import { session } from "@/api/session";
import { lastWorkspace } from "@/features/workspaces/enter";
import { organizationsQuery, workspacesQuery } from "@/features/workspaces/queries";
import { signedInRoute } from "./parents";

/** The bare address leads to where one was last, to any workspace there is, or to the first steps. */
export const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: async () => {
    const last = lastWorkspace();
    if (last) throw redirect({ to: "/w/$workspaceId", params: { workspaceId: last }, replace: true });
    const found = await anyWorkspace();
    if (found) throw redirect({ to: "/w/$workspaceId", params: { workspaceId: found }, replace: true });
    throw redirect({ to: "/welcome", replace: true });
  },
});

async function anyWorkspace(): Promise<string | null> {
  const organizations = await queryClient.ensureQueryData(organizationsQuery());
  const active = organizations.filter((organization) => organization.status === "active");
  const current = session.state.organizationId;
  const inOrder = [
    ...active.filter(({ id }) => id === current),
    ...active.filter(({ id }) => id !== current),
  ];
  for (const { id } of inOrder) {
    await session.choose(id);
    const [first] = await queryClient.ensureQueryData(workspacesQuery(id));
    if (first) return first.id;
  }
  return null;
}
