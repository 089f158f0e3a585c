import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export const jobsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/jobs",
  component: lazyRouteComponent(() => import("./JobsPage"), "JobsPage"),
});
