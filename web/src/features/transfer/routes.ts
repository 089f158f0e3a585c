import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export interface ImportSearch {
  /** Where it goes, as it is chosen beforehand. */
  project?: string | undefined;
  /** The import that is looked at. */
  import?: string | undefined;
}

const importRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/import",
  validateSearch: (search: Record<string, unknown>): ImportSearch => ({
    ...(typeof search.project === "string" ? { project: search.project } : {}),
    ...(typeof search.import === "string" ? { import: search.import } : {}),
  }),
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
});

const exportsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/exports",
  component: lazyRouteComponent(() => import("./ExportsPage"), "ExportsPage"),
});

export const transferRoutes = [importRoute, exportsRoute] as const;
