import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectRoute } from "@/app/parents";

export type Zoom = "day" | "week" | "month" | "quarter";
export type By = "section" | "assignee";

export interface TimelineSearch {
  zoom?: Zoom;
  by?: By;
  /** Whether the critical path stands out. */
  critical?: boolean;
}

const zooms: readonly unknown[] = ["day", "week", "month", "quarter"];

export const timelineRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/timeline",
  validateSearch: (search: Record<string, unknown>): TimelineSearch => ({
    ...(zooms.includes(search.zoom) ? { zoom: search.zoom as Zoom } : {}),
    ...(search.by === "assignee" ? { by: "assignee" } : {}),
    ...(search.critical === true ? { critical: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./TimelinePage"), "TimelinePage"),
});
