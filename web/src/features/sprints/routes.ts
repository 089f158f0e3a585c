import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectRoute } from "@/app/parents";

export interface ReportSearch {
  /** What is counted; points, unless it says otherwise. */
  unit?: "tasks";
}

export const sprintsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/sprints",
  component: lazyRouteComponent(() => import("./SprintsPage"), "SprintsPage"),
});

export const sprintReportRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/sprints/$sprintId",
  validateSearch: (search: Record<string, unknown>): ReportSearch =>
    search.unit === "tasks" ? { unit: "tasks" } : {},
  component: lazyRouteComponent(() => import("./SprintReportPage"), "SprintReportPage"),
});
