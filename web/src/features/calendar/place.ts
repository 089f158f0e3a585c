/** What the calendar shows, as the address says it: `?at=2026-11` a month, `?at=2026-11-23` the week of a day. */
import {
  type Day,
  daysBetween,
  isDay,
  isMonth,
  named,
  plusDays,
  plusMonths,
  startOfWeek,
  today,
  weeksOfMonth,
} from "@/features/schedule/days";
import { messages } from "./messages";

export interface CalendarSearch {
  /** A month or a day. */
  at?: string;
  /** Whether what has no date is beside it. */
  undated?: boolean;
}

export interface Sheet {
  kind: "month" | "week";
  title: string;
  /** The month itself; null for a week. */
  month: string | null;
  /** The first day of each week. */
  weeks: Day[];
  first: Day;
  last: Day;
  /** Where the arrows lead, and the other kind. */
  before: string;
  after: string;
  asMonth: string;
  asWeek: string;
}

export function sheetAt(at: string | undefined, firstDay: number, now: Day = today()): Sheet {
  if (isDay(at)) return weekSheet(at, firstDay);
  return monthSheet(isMonth(at) ? at : now.slice(0, 7), firstDay, now);
}

function monthSheet(month: string, firstDay: number, now: Day): Sheet {
  const weeks = weeksOfMonth(month, firstDay);
  const first = weeks[0] ?? `${month}-01`;
  return {
    kind: "month",
    title: named(`${month}-01`, { month: "long", year: "numeric" }),
    month,
    weeks,
    first,
    last: plusDays(weeks.at(-1) ?? first, 6),
    before: plusMonths(month, -1),
    after: plusMonths(month, 1),
    asMonth: month,
    asWeek: now.startsWith(month) ? startOfWeek(now, firstDay) : startOfWeek(`${month}-01`, firstDay),
  };
}

function weekSheet(day: Day, firstDay: number): Sheet {
  const first = startOfWeek(day, firstDay);
  const last = plusDays(first, 6);
  return {
    kind: "week",
    title: messages.week(
      named(first, { day: "numeric", month: "short" }),
      named(last, { day: "numeric", month: "short", year: "numeric" }),
    ),
    month: null,
    weeks: [first],
    first,
    last,
    before: plusDays(first, -7),
    after: plusDays(first, 7),
    // The month that most of the week is in.
    asMonth: plusDays(first, 3).slice(0, 7),
    asWeek: first,
  };
}

/** The days of a sheet, one after the other. */
export function daysOf({ first, last }: Sheet): Day[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => plusDays(first, index));
}
