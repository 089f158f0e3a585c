import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export const templatesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/templates",
  validateSearch: ({ kind }: Record<string, unknown>): { kind?: "task" | undefined } =>
    kind === "task" ? { kind } : {},
  component: lazyRouteComponent(() => import("./TemplatesPage"), "TemplatesPage"),
});
