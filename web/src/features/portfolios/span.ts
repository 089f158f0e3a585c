/** Projects along the time: where bars begin and end, in percent of the whole. */
import { type Day, dayOfNumber, numberOf, plusMonths } from "@/features/schedule/days";

export interface Dated {
  start_on: string | null;
  due_on: string | null;
}

export interface Span {
  from: number;
  days: number;
}

/** From the month of the first day to that of the last; null where nothing has dates. Today is always within. */
export function spanOf(rows: readonly Dated[], today: Day): Span | null {
  const days = rows.flatMap(({ start_on, due_on }) => [start_on, due_on]).filter((day) => day !== null);
  if (days.length === 0) return null;
  const sorted = [...days, today].sort();
  const first = numberOf(`${(sorted[0] as Day).slice(0, 7)}-01`);
  const last = numberOf(`${plusMonths((sorted.at(-1) as Day).slice(0, 7), 1)}-01`);
  return { from: first, days: last - first };
}

/** A project with one day only is as long as that day. */
export function barOf({ start_on, due_on }: Dated, span: Span): { left: number; width: number } | null {
  const [start, end] = [start_on ?? due_on, due_on ?? start_on];
  if (!start || !end) return null;
  return {
    left: shareOf(start, span),
    width: (100 * (numberOf(end) - numberOf(start) + 1)) / span.days,
  };
}

export function shareOf(day: Day, span: Span): number {
  return (100 * (numberOf(day) - span.from)) / span.days;
}

/** The months of a span, each with where it begins; of long ones only every third, sixth or twelfth. */
export function monthsOf(span: Span): { month: string; left: number }[] {
  const count = Math.round(span.days / 30.4);
  const step = count <= 14 ? 1 : count <= 40 ? 3 : count <= 80 ? 6 : 12;
  const months: { month: string; left: number }[] = [];
  const end = span.from + span.days;
  for (let month = dayOfNumber(span.from).slice(0, 7); numberOf(`${month}-01`) < end; ) {
    months.push({ month, left: shareOf(`${month}-01`, span) });
    month = plusMonths(month, step);
  }
  return months;
}
