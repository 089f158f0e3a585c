/**
 * Days of the calendar as `2026-03-01`, and moments in a zone. Arithmetic with days knows no hours, so that
 * a day is a day where clocks change, too.
 */
export type Day = string;

const DAY = 86_400_000;

/** Days since 1970: what days are counted and compared in. */
export function numberOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

export function dayOfNumber(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export function plusDays(day: Day, days: number): Day {
  return dayOfNumber(numberOf(day) + days);
}

export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

export function earlierOf(one: Day, other: Day): Day {
  return numberOf(one) <= numberOf(other) ? one : other;
}

export function laterOf(one: Day, other: Day): Day {
  return numberOf(one) >= numberOf(other) ? one : other;
}

/** 0 is Sunday, as everywhere in JavaScript. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The first day of the week that a day is in. */
export function startOfWeek(day: Day, first: number): Day {
  return plusDays(day, -((weekdayOf(day) - first + 7) % 7));
}

/** `2026-03` some months later. */
export function plusMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** The whole weeks that show a month: each as its first day. */
export function weeksOfMonth(month: string, first: number): Day[] {
  const weeks: Day[] = [];
  const next = plusMonths(month, 1);
  for (let week = startOfWeek(`${month}-01`, first); week < `${next}-01`; week = plusDays(week, 7)) {
    weeks.push(week);
  }
  return weeks;
}

/** With which day weeks begin where the reader is. */
export function firstWeekday(locale: string = navigator.language): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const firstDay = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay;
  return firstDay === undefined ? 1 : firstDay % 7;
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** What calendar and clock show in a zone at a moment. */
export function wallOf(moment: string, zone = ownZone()): { day: Day; time: string } {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(new Date(moment))
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${String(parts.year).padStart(4, "0")}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  };
}

export function dayIn(moment: string, zone = ownZone()): Day {
  return wallOf(moment, zone).day;
}

export function today(): Day {
  return dayIn(new Date().toISOString());
}

/**
 * The moment at which a zone's clock shows a time. A time that the clock skips is the one after the gap, of
 * one that it shows twice it is the first.
 */
export function momentAt(day: Day, time: string, zone = ownZone()): string {
  const wanted = Date.parse(`${day}T${time}Z`);
  const shown = (moment: number) => {
    const wall = wallOf(new Date(moment).toISOString(), zone);
    return Date.parse(`${wall.day}T${wall.time}Z`);
  };
  const offsets = [wanted - DAY, wanted + DAY].map((moment) => shown(moment) - moment);
  const candidates = offsets.map((offset) => wanted - offset).sort((one, other) => one - other);
  const exact = candidates.find((moment) => shown(moment) === wanted);
  const moment = exact ?? Math.max(...candidates);
  return new Date(moment).toISOString().replace(".000Z", "Z");
}

const names = new Map<string, Intl.DateTimeFormat>();

/** A day in the reader's language. */
export function named(day: Day, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  let format = names.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
    names.set(key, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}

export const isDay = (text: unknown): text is Day =>
  typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(numberOf(text));

export const isMonth = (text: unknown): text is string => typeof text === "string" && isDay(`${text}-01`);
