/** Times as people say them, in the reader's zone and language. */
import { messages } from "./messages";

const DAY = 86_400_000;

/** The calendar day of a moment, as `2026-03-01`, in the reader's zone. */
export function dayOf(moment: string | Date): string {
  const date = typeof moment === "string" ? new Date(moment) : moment;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How many days from today: 0 is today, negative is past. */
export function daysFromToday(moment: string, now = new Date()): number {
  return Math.round((Date.parse(dayOf(moment)) - Date.parse(dayOf(now))) / DAY);
}

/** `Today`, `Tomorrow`, `Mon`, `3 Mar`, `3 Mar 2027`. */
export function shortDay(moment: string, now = new Date()): string {
  const days = daysFromToday(moment, now);
  if (days === 0) return messages.today;
  if (days === 1) return messages.tomorrow;
  if (days === -1) return messages.yesterday;
  const date = new Date(moment);
  if (days > 1 && days < 7) return format(date, { weekday: "short" });
  const isThisYear = date.getFullYear() === now.getFullYear();
  return format(date, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** `Tomorrow, 09:00`. */
export function shortMoment(moment: string, now = new Date()): string {
  return `${shortDay(moment, now)}, ${format(new Date(moment), { timeStyle: "short" })}`;
}

/** Day and time, in full: for tooltips. */
export function fullMoment(moment: string): string {
  return format(new Date(moment), { dateStyle: "full", timeStyle: "short" });
}

/** `just now`, `5 min. ago`, `yesterday`, then the day. */
export function ago(moment: string, now = new Date()): string {
  const seconds = (now.getTime() - Date.parse(moment)) / 1000;
  if (seconds < 45) return messages.justNow;
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
  if (seconds < 3600) return relative.format(-Math.max(1, Math.round(seconds / 60)), "minute");
  if (seconds < 86_400) return relative.format(-Math.round(seconds / 3600), "hour");
  if (seconds < 7 * 86_400) return relative.format(-Math.round(seconds / 86_400), "day");
  return shortDay(moment, now);
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, options).format(date);
}
