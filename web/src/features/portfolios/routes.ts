import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export interface PortfoliosSearch {
  owner?: "me";
}

export const portfoliosRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/portfolios",
  validateSearch: (search: Record<string, unknown>): PortfoliosSearch =>
    search.owner === "me" ? { owner: "me" } : {},
  component: lazyRouteComponent(() => import("./PortfoliosPage"), "PortfoliosPage"),
});

export interface PortfolioSearch {
  /** The table is what one sees first. */
  view?: "timeline" | "updates";
}

export const portfolioRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/portfolios/$portfolioId",
  validateSearch: (search: Record<string, unknown>): PortfolioSearch =>
    search.view === "timeline" || search.view === "updates" ? { view: search.view } : {},
  component: lazyRouteComponent(() => import("./PortfolioPage"), "PortfolioPage"),
});
