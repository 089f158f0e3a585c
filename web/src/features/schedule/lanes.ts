/** Bars of a week below one another, so that none covers another. */
import { type Day, daysBetween, plusDays } from "./days";
import type { Span } from "./spans";

export interface Bar<T> {
  item: T;
  span: Span;
  /** The column it begins in, and how many it has. */
  column: number;
  columns: number;
  lane: number;
  /** Whether it goes on before or after what is shown. */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** What of the spans is within some days, each in the first lane that is free: earlier and longer ones above. */
export function barsOf<T>(items: readonly { item: T; span: Span }[], firstDay: Day, days: number): Bar<T>[] {
  const lastDay = plusDays(firstDay, days - 1);
  const within = items
    .filter(({ span }) => span.to >= firstDay && span.from <= lastDay)
    .sort((one, other) => compare(one.span.from, other.span.from) || compare(other.span.to, one.span.to));
  const taken: number[] = [];
  return within.map(({ item, span }) => {
    const isCutBefore = span.from < firstDay;
    const isCutAfter = span.to > lastDay;
    const column = isCutBefore ? 0 : daysBetween(firstDay, span.from);
    const last = isCutAfter ? days - 1 : daysBetween(firstDay, span.to);
    let lane = taken.findIndex((end) => end < column);
    if (lane < 0) lane = taken.length;
    taken[lane] = last;
    return { item, span, column, columns: last - column + 1, lane, isCutBefore, isCutAfter };
  });
}

/**
 * What fits into some lanes, and how many do not on each day. A bar that fits is hidden, too, where its lane is
 * needed to say how many more there are.
 */
export function fitted<T>(
  bars: readonly Bar<T>[],
  lanes: number,
  days: number,
): { shown: Bar<T>[]; hidden: number[] } {
  const isFull = (column: number) => bars.some((bar) => bar.lane >= lanes && covers(bar, column));
  const full = Array.from({ length: days }, (_, column) => isFull(column));
  const shown = bars.filter((bar) => {
    if (bar.lane >= lanes) return false;
    if (bar.lane < lanes - 1) return true;
    return !full.some((is, column) => is && covers(bar, column));
  });
  const kept = new Set(shown);
  const hidden = full.map((_, column) => bars.filter((bar) => covers(bar, column) && !kept.has(bar)).length);
  return { shown, hidden };
}

export function covers<T>({ column, columns }: Bar<T>, day: number): boolean {
  return day >= column && day < column + columns;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
