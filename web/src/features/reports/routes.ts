import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectRoute } from "@/app/parents";

export type By = "day" | "week" | "month";

export interface ReportSearch {
  /** So many days until today; 30, unless it says otherwise. */
  days?: number;
  /** Days of one's own, in place of so many until today. */
  from?: string;
  to?: string;
  /** What a column is about; by the length of the range, unless it says otherwise. */
  by?: By;
}

const intervals: readonly unknown[] = ["day", "week", "month"];
const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);

export const reportsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/reports",
  validateSearch: (search: Record<string, unknown>): ReportSearch => ({
    ...(search.days === 7 || search.days === 90 || search.days === 365 ? { days: search.days } : {}),
    ...(isDay(search.from) ? { from: search.from } : {}),
    ...(isDay(search.to) ? { to: search.to } : {}),
    ...(intervals.includes(search.by) ? { by: search.by as By } : {}),
  }),
  component: lazyRouteComponent(() => import("./ReportsPage"), "ReportsPage"),
});
