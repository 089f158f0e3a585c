import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";
import type { KindId } from "./kinds";

export interface TrashSearch {
  kind?: KindId | undefined;
  project?: string | undefined;
}

export const trashRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/trash",
  validateSearch: ({ kind, project }: Record<string, unknown>): TrashSearch => ({
    ...(typeof kind === "string" ? { kind: kind as KindId } : {}),
    ...(typeof project === "string" ? { project } : {}),
  }),
  component: lazyRouteComponent(() => import("./TrashPage"), "TrashPage"),
});
