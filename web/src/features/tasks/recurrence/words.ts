/** Rules of RFC 5545 in words, as far as people make them by hand; others are shown as they are. */
import { messages } from "./messages";

export type Parts = Record<string, string>;

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export function partsOf(rrule: string): Parts {
  const pairs = rrule
    .replace(/^RRULE:/i, "")
    .split(";")
    .map((part) => part.split("=") as [string, string]);
  return Object.fromEntries(
    pairs.filter(([, value]) => value).map(([name, value]) => [name.toUpperCase(), value]),
  );
}

/** `MO` in the reader's language. */
export function weekdayName(code: string, style: "long" | "short" = "long"): string {
  const place = WEEKDAYS.indexOf(code as (typeof WEEKDAYS)[number]);
  if (place < 0) return code;
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + place));
  return new Intl.DateTimeFormat(undefined, { weekday: style, timeZone: "UTC" }).format(date);
}

const KNOWN = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"]);

export function inWords(rrule: string): string {
  const parts = partsOf(rrule);
  const unit = messages.units[parts.FREQ ?? ""];
  if (!unit || Object.keys(parts).some((name) => !KNOWN.has(name))) return rrule;
  const interval = Number(parts.INTERVAL ?? 1);
  const days = parts.BYDAY?.split(",") ?? [];
  const isWeekdays = interval === 1 && days.join() === "MO,TU,WE,TH,FR" && parts.FREQ !== "MONTHLY";
  const every = isWeekdays ? messages.weekdays : messages.every(interval, unit) + whichDays(days);
  return every + ofMonth(parts.BYMONTHDAY) + ending(parts);
}

function whichDays(days: readonly string[]): string {
  if (days.length === 0) return "";
  const names = days.map((day) => {
    const [, place = "", code = ""] = /^([+-]?\d+)?([A-Z]{2})$/.exec(day) ?? [];
    return place ? messages.nth(Number(place), weekdayName(code)) : weekdayName(code || day);
  });
  return messages.on(new Intl.ListFormat(undefined, { type: "conjunction" }).format(names));
}

function ofMonth(day: string | undefined): string {
  if (!day) return "";
  return day === "-1" ? messages.lastDay : messages.onDay(Number(day));
}

function ending({ COUNT: count, UNTIL: until }: Parts): string {
  if (count) return messages.times(count);
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(until ?? "") ?? [];
  return year ? messages.until(`${year}-${month}-${day}`) : "";
}
