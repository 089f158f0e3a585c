/** Dates as the API takes them. */
import { momentAt, ownZone } from "@/features/schedule/days";
import type { Changes } from "../changes";

export type Due = Required<Pick<Changes, "due_at" | "all_day" | "timezone">>;
export type Start = Pick<Changes, "start_at" | "all_day" | "timezone">;

/** A whole day (`2026-03-01`): it is due when the day ends, in the zone of whoever chose it. */
export function endOfDay(day: string, zone = ownZone()): Due {
  return { due_at: momentAt(day, "23:59:59", zone), all_day: true, timezone: zone };
}

/** A day with a time (`17:30`), or a whole day without one. */
export function dueOn(day: string, time: string, zone = ownZone()): Due {
  if (!time) return endOfDay(day, zone);
  return { due_at: momentAt(day, `${time}:00`, zone), all_day: false, timezone: zone };
}

/** When it begins: with the day, or at a time. Whether days are whole is said by the due date, if there is one. */
export function startOn(day: string, time: string, hasDue: boolean, zone = ownZone()): Start {
  const start = { start_at: momentAt(day, `${time || "00:00"}:00`, zone) };
  return hasDue ? start : { ...start, all_day: !time, timezone: zone };
}
