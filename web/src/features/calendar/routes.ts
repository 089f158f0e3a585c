import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectRoute, workspaceRoute } from "@/app/parents";
import type { CalendarSearch } from "./place";

// Looked at by the screen itself: what reads dates is no part of the first load.
const validateSearch = (search: Record<string, unknown>): CalendarSearch => ({
  ...(typeof search.at === "string" ? { at: search.at } : {}),
  ...(search.undated === true ? { undated: true } : {}),
});

export const calendarRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/calendar",
  validateSearch,
  component: lazyRouteComponent(() => import("./CalendarPage"), "CalendarPage"),
});

export const myCalendarRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/calendar",
  validateSearch,
  component: lazyRouteComponent(() => import("./MyCalendarPage"), "MyCalendarPage"),
});
