/** The days that reports are about. Days of reports are days in UTC. */
import { type Day, daysBetween, earlierOf, laterOf, plusDays } from "@/features/schedule/days";
import type { By, ReportSearch } from "./routes";

export interface Range {
  from: Day;
  to: Day;
  by: By;
}

export const PRESETS = [7, 30, 90, 365] as const;
const USUAL = 30;
const MOST = 366;
/** How far back reports go. */
const HISTORY = 400;

export function rangeOf(search: ReportSearch, now: Date = new Date()): Range {
  const today = now.toISOString().slice(0, 10);
  const oldest = plusDays(today, -HISTORY);
  const wanted = search.to && isReal(search.to) ? search.to : today;
  const to = laterOf(earlierOf(wanted, today), oldest);
  const usual = plusDays(to, 1 - (search.days ?? USUAL));
  const given = search.from && isReal(search.from) ? search.from : usual;
  const from = earlierOf(laterOf(laterOf(given, oldest), plusDays(to, 1 - MOST)), to);
  return { from, to, by: search.by ?? usualBy(daysBetween(from, to) + 1) };
}

/** Which preset an address means; null for days of one's own. */
export function presetOf(search: ReportSearch): number | null {
  return search.from || search.to ? null : (search.days ?? USUAL);
}

function usualBy(days: number): By {
  if (days <= 45) return "day";
  return days <= 190 ? "week" : "month";
}

function isReal(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
