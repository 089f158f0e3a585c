import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { projectRoute } from "@/app/parents";
import { projectViews } from "@/app/project-views";

const LAST_VIEW = "onetick.last-view";

/** A project opens in the view that it says, or else in the one that was used last. */
const start = createRoute({
  getParentRoute: () => projectRoute,
  path: "/",
  beforeLoad: async ({ params, search }) => {
    const last = projectViews.find(({ id }) => id === localStorage.getItem(LAST_VIEW)) ?? projectViews[0];
    const opening = await openingOf(params.workspaceId, params.projectId, last?.id);
    if (opening)
      throw redirect({ ...opening, search: { ...search, ...opening.search } as never, replace: true });
    if (last) throw redirect({ to: last.to, params, search, replace: true });
  },
});

/** Null where it says nothing, or nothing comes of asking. */
async function openingOf(workspaceId: string, projectId: string, last: string | undefined) {
  const { defaultOpening } = await import("@/features/views/opening");
  return defaultOpening(workspaceId, projectId, last);
}

/** Views say that they are open, so that the next project opens in the same one. */
export function rememberView(view: string): void {
  localStorage.setItem(LAST_VIEW, view);
}

const settings = createRoute({
  getParentRoute: () => projectRoute,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("@/features/settings/project/ProjectSettings"),
    "ProjectSettings",
  ),
});

export const projectRoutes = [start, settings] as const;
