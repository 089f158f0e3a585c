/** From when to when a task is, in days, and what it takes to put it elsewhere. */
import type { TaskRow } from "@/features/tasks/queries";
import {
  type Day,
  dayIn,
  daysBetween,
  earlierOf,
  laterOf,
  momentAt,
  ownZone,
  plusDays,
  wallOf,
} from "./days";

export type Dated = Pick<TaskRow, "start_at" | "due_at" | "all_day" | "timezone">;

/** Both days belong to it. */
export interface Span {
  from: Day;
  to: Day;
}

export type Dates = Dated;
export type Edge = "start" | "end";

/** Whole days are those of whoever chose them; times are shown where the reader is. */
function zoneOf(task: Dated): string {
  return (task.all_day && task.timezone) || ownZone();
}

/** The days of a task that is due on one; null without a due date. */
export function spanOf(task: Dated): Span | null {
  if (!task.due_at) return null;
  const zone = zoneOf(task);
  const to = dayIn(task.due_at, zone);
  const from = task.start_at ? dayIn(task.start_at, zone) : to;
  return { from: earlierOf(from, to), to };
}

/** The same task some days later, at the same times of the day. */
export function moved(task: Dated, days: number): Dates {
  return {
    ...datesOf(task),
    start_at: task.start_at ? later(task.start_at, days, zoneOf(task)) : null,
    due_at: task.due_at ? later(task.due_at, days, zoneOf(task)) : null,
  };
}

/** With its first or its last day elsewhere; it never ends before it starts. */
export function stretched(task: Dated, edge: Edge, day: Day): Dates {
  const span = spanOf(task);
  if (!span || !task.due_at) return datesOf(task);
  const zone = zoneOf(task);
  if (edge === "end") {
    const to = laterOf(day, span.from);
    // What had one day only starts on that day from now on.
    const start = task.start_at ?? (to > span.to ? momentAt(span.from, "00:00:00", zone) : null);
    return {
      ...datesOf(task),
      start_at: start,
      due_at: notBefore(later(task.due_at, daysBetween(span.to, to), zone), start),
    };
  }
  const from = earlierOf(day, span.to);
  const start = task.start_at
    ? later(task.start_at, daysBetween(dayIn(task.start_at, zone), from), zone)
    : momentAt(from, "00:00:00", zone);
  return { ...datesOf(task), start_at: notAfter(start, task.due_at) };
}

/** A span after its whole, or one of its edges, was dragged by some days. */
export function draggedSpan(span: Span, what: Edge | "whole", days: number): Span {
  if (what === "whole") return { from: plusDays(span.from, days), to: plusDays(span.to, days) };
  if (what === "start") {
    const from = plusDays(span.from, days);
    return { from: earlierOf(from, span.to), to: span.to };
  }
  const to = plusDays(span.to, days);
  return { from: span.from, to: laterOf(to, span.from) };
}

/** The dates that go with that. */
export function draggedDates(task: Dated, what: Edge | "whole", days: number): Dates {
  const span = spanOf(task);
  if (!span) return datesOf(task);
  if (what === "whole") return moved(task, days);
  return stretched(task, what, plusDays(what === "start" ? span.from : span.to, days));
}

export function datesOf({ start_at, due_at, all_day, timezone }: Dated): Dates {
  return { start_at, due_at, all_day, timezone };
}

export function sameDates(one: Dated, other: Dated): boolean {
  return one.start_at === other.start_at && one.due_at === other.due_at && one.all_day === other.all_day;
}

/** `17:30` where the reader is; nothing for whole days. */
export function timeOf(task: Dated): string | null {
  if (task.all_day || !task.due_at) return null;
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(
    new Date(task.due_at),
  );
}

function later(moment: string, days: number, zone: string): string {
  const wall = wallOf(moment, zone);
  return momentAt(plusDays(wall.day, days), wall.time, zone);
}

function notBefore(moment: string, other: string | null): string {
  return other && Date.parse(moment) < Date.parse(other) ? other : moment;
}

function notAfter(moment: string, other: string): string {
  return Date.parse(moment) > Date.parse(other) ? other : moment;
}
