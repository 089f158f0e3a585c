/** Days as places on the timeline, and the marks above them. */
import {
  type Day,
  dayOfNumber,
  daysBetween,
  earlierOf,
  laterOf,
  named,
  numberOf,
  plusDays,
  plusMonths,
  startOfWeek,
  weekdayOf,
} from "@/features/schedule/days";
import type { Span } from "@/features/schedule/spans";
import type { Zoom } from "./routes";

const WIDTHS: Record<Zoom, number> = { day: 40, week: 17, month: 6, quarter: 2.2 };
/** So wide is what is around the tasks, so that they can be dragged there. */
const MARGIN = 900;

export interface Scale {
  zoom: Zoom;
  first: Day;
  days: number;
  /** Of a day. */
  width: number;
}

export function scaleOf(zoom: Zoom, spans: readonly Span[], now: Day): Scale {
  const width = WIDTHS[zoom];
  let first = now;
  let last = now;
  for (const { from, to } of spans) {
    first = earlierOf(first, from);
    last = laterOf(last, to);
  }
  const margin = Math.ceil(MARGIN / width);
  first = `${plusDays(first, -margin).slice(0, 7)}-01`;
  last = plusDays(last, margin);
  return { zoom, first, days: daysBetween(first, last) + 1, width };
}

export function xOf(scale: Scale, day: Day): number {
  return daysBetween(scale.first, day) * scale.width;
}

export function dayAtX(scale: Scale, x: number): Day {
  return dayOfNumber(numberOf(scale.first) + Math.floor(x / scale.width));
}

export interface Mark {
  day: Day;
  x: number;
  width: number;
  label: string;
}

export interface Marks {
  /** The upper line, and the lower one whose marks are also drawn over the rows. */
  major: Mark[];
  minor: Mark[];
  /** Where weekends are, when days can be told apart. */
  weekends: { x: number; width: number }[];
}

/** The marks between two places. */
export function marksOf(scale: Scale, fromX: number, toX: number, firstWeekday: number): Marks {
  const end = plusDays(scale.first, scale.days);
  const from = laterOf(scale.first, dayAtX(scale, fromX));
  const to = earlierOf(end, plusDays(dayAtX(scale, toX), 1));
  const month = (step: number) => (day: Day) => `${plusMonths(day.slice(0, 7), step)}-01`;
  const walk = (begin: Day, next: (day: Day) => Day, label: (day: Day) => string): Mark[] => {
    const marks: Mark[] = [];
    for (let day = begin; day < to; day = next(day)) {
      const x = xOf(scale, day);
      marks.push({ day, x, width: xOf(scale, next(day)) - x, label: label(day) });
    }
    return marks;
  };
  const months = (options: Intl.DateTimeFormatOptions) =>
    walk(`${from.slice(0, 7)}-01`, month(1), (day) => named(day, options));
  const weeks = () =>
    walk(
      startOfWeek(from, firstWeekday),
      (day) => plusDays(day, 7),
      (day) => named(day, { day: "numeric" }),
    );
  switch (scale.zoom) {
    case "day":
      return {
        major: months({ month: "long", year: "numeric" }),
        minor: walk(
          from,
          (day) => plusDays(day, 1),
          (day) => named(day, { day: "numeric" }),
        ),
        weekends: weekends(scale, from, to),
      };
    case "week":
      return {
        major: months({ month: "long", year: "numeric" }),
        minor: weeks(),
        weekends: weekends(scale, from, to),
      };
    case "month":
      return {
        major: walk(`${from.slice(0, 4)}-01-01`, month(12), (day) => named(day, { year: "numeric" })),
        minor: months({ month: "long" }),
        weekends: [],
      };
    case "quarter":
      return {
        major: walk(
          quarterOf(from),
          month(3),
          (day) => `Q${(Number(day.slice(5, 7)) + 2) / 3} ${day.slice(0, 4)}`,
        ),
        minor: months({ month: "short" }),
        weekends: [],
      };
  }
}

function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
}

function weekends(scale: Scale, from: Day, to: Day): { x: number; width: number }[] {
  const found: { x: number; width: number }[] = [];
  const before = plusDays(from, -1);
  const first = plusDays(before, (6 - weekdayOf(before) + 7) % 7);
  for (let day = first; day < to; day = plusDays(day, 7)) {
    found.push({ x: xOf(scale, day), width: scale.width * 2 });
  }
  return found;
}
