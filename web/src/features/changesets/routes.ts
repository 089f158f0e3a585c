import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

const changes = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/changes",
  component: lazyRouteComponent(() => import("./ChangesPage"), "ChangesPage"),
});

const changeSet = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/changes/$changeSetId",
  component: lazyRouteComponent(() => import("./ChangeSetPage"), "ChangeSetPage"),
});

export const changeSetRoutes = [changes, changeSet] as const;
