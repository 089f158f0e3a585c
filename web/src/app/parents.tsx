/**
 * The frames that screens are put in. A feature's `routes.ts` names one of them as the parent of its routes;
 * `router.tsx` puts them together.
 */
import { createRootRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "@/api/query-client";
import { session } from "@/api/session";
import { projectQuery } from "@/features/projects/queries";
import { enterWorkspace } from "@/features/workspaces/enter";
import { accessQuery } from "@/features/workspaces/queries";
import { RootFrame } from "./RootFrame";
import { NotFound, RouteProblem } from "./RouteProblem";
import { SignedInFrame } from "./SignedInFrame";

export const rootRoute = createRootRoute({
  component: RootFrame,
  errorComponent: RouteProblem,
  notFoundComponent: NotFound,
});

/** For everybody: sign-in and the pages that mails link to. */
export const guestRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "guest",
  component: lazyRouteComponent(() => import("@/features/auth/GuestFrame"), "GuestFrame"),
});

/** For whoever is signed in, outside of any workspace: the first steps. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const { phase } = await session.restore();
    if (phase === "signed-out") throw redirect({ to: "/sign-in", search: { next: location.href } });
  },
  component: SignedInFrame,
});

export interface WorkspaceSearch {
  /** The task in the drawer, by id or key, over any screen. */
  task?: string | undefined;
}

/** Inside a workspace: the sidebar, and a screen beside it. */
export const workspaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/w/$workspaceId",
  validateSearch: (search: Record<string, unknown>): WorkspaceSearch =>
    typeof search.task === "string" ? { task: search.task } : {},
  beforeLoad: async ({ params }) => {
    await enterWorkspace(params.workspaceId);
  },
  component: lazyRouteComponent(() => import("./shell/Shell"), "Shell"),
});

/** Inside a project: its head with the views, and one of them below. */
export const projectRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/p/$projectId",
  // Nothing waits for these but what shows them: the view below has its own to read.
  loader: ({ params: { workspaceId, projectId } }) => {
    void queryClient.prefetchQuery(projectQuery(workspaceId, projectId));
    void queryClient.prefetchQuery(accessQuery(workspaceId, projectId));
  },
  component: lazyRouteComponent(() => import("@/features/projects/ProjectFrame"), "ProjectFrame"),
});

/** Settings: the list of sections, and one of them beside it. */
export const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsFrame"), "SettingsFrame"),
});
