/** Numbers of reports in words. */
import { named } from "@/features/schedule/days";
import type { By } from "./routes";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in one unit, short: `45 min`, `3.5 h`, `12 d`. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${short(seconds / HOUR)} h`;
  return `${short(seconds / DAY)} d`;
}

/** Minutes as hours and minutes: `1 h 30 min`. */
export function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (!whole) return `${rest} min`;
  return rest ? `${whole} h ${rest} min` : `${whole} h`;
}

/** A number without a fraction from ten on. */
export function short(value: number): string {
  return String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
}

/** A period for an axis: short. */
export function periodShort(first: string, by: By): string {
  if (by === "month") return named(first, { month: "short", year: "2-digit" });
  return named(first, { day: "numeric", month: "short" });
}

/** A period in full. */
export function periodName(first: string, by: By): string {
  if (by === "month") return named(first, { month: "long", year: "numeric" });
  const day = named(first, { weekday: "short", day: "numeric", month: "short" });
  return by === "week" ? `from ${day}` : day;
}
