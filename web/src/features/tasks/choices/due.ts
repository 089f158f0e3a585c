/** Due dates as the API takes them. */
import type { Changes } from "../changes";

export type Due = Required<Pick<Changes, "due_at" | "all_day" | "timezone">>;

/** A whole day (`2026-03-01`): it is due when the day ends, in the zone of whoever chose it. */
export function endOfDay(day: string): Due {
  return { due_at: instant(day, "23:59:59"), all_day: true, timezone: zone() };
}

/** A day with a time (`17:30`), or a whole day without one. */
export function dueOn(day: string, time: string): Due {
  return time ? { due_at: instant(day, `${time}:00`), all_day: false, timezone: zone() } : endOfDay(day);
}

function instant(day: string, time: string): string {
  return new Date(`${day}T${time}`).toISOString().replace(".000Z", "Z");
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
