import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export interface GoalsSearch {
  /** The time that goals are for. */
  period?: string;
  owner?: "me";
  closed?: boolean;
}

export const goalsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/goals",
  validateSearch: (search: Record<string, unknown>): GoalsSearch => ({
    ...(typeof search.period === "string" ? { period: search.period } : {}),
    ...(search.owner === "me" ? { owner: "me" } : {}),
    ...(search.closed === true ? { closed: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./GoalsPage"), "GoalsPage"),
});

export const goalRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/goals/$goalId",
  component: lazyRouteComponent(() => import("./GoalPage"), "GoalPage"),
});
