/** Where things are on the charts. */
import { ticksTo } from "@/components/charts/scale";
import { daysBetween, laterOf, plusDays } from "@/features/schedule/days";
import type { Amounts, Burndown, Sprint, Unit } from "./queries";

export interface Point {
  /** Evenings since the start: 0 is the start itself. */
  at: number;
  value: number;
}

export interface BurndownChart {
  /** How many days the sprint has, at least those that were. */
  days: number;
  first: string;
  remaining: Point[];
  scope: Point[];
  ideal: Point[];
  ticks: number[];
}

/** Evening by evening, from what the sprint was started with. */
export function burndownOf(
  { committed, days }: Pick<Burndown, "committed" | "days">,
  { start_on, end_on }: Pick<Sprint, "start_on" | "end_on">,
  unit: Unit,
): BurndownChart | null {
  const begin = days[0]?.date;
  const last = days.at(-1)?.date;
  if (!begin || !last) return null;
  // It may have been started before or after the day it was meant to.
  const first = start_on && start_on < begin ? start_on : begin;
  const end = laterOf(last, end_on ?? last);
  const count = daysBetween(first, end) + 1;
  const of = (amounts: Amounts) => amounts[unit];
  const at = (date: string) => daysBetween(first, date) + 1;
  const start: Point = { at: at(begin) - 1, value: of(committed) };
  const remaining = [start, ...days.map((day) => ({ at: at(day.date), value: of(day.remaining) }))];
  const scope = [start, ...days.map((day) => ({ at: at(day.date), value: of(day.scope) }))];
  const ideal = [
    { at: start_on ? Math.max(0, daysBetween(first, start_on)) : 0, value: of(committed) },
    { at: end_on ? at(end_on) : count, value: 0 },
  ];
  const most = Math.max(...[...remaining, ...scope, ...ideal].map(({ value }) => value));
  return { days: count, first, remaining, scope, ideal, ticks: ticksTo(most) };
}

export function dayAt(chart: BurndownChart, at: number): string {
  return plusDays(chart.first, Math.max(0, at - 1));
}
