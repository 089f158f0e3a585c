/** Reminders in words, and the moments that are offered. */

import { dayOf } from "@/components/dates";
import { momentAt, ownZone, plusDays, weekdayOf } from "@/features/schedule/days";
import { messages } from "./messages";

const HOUR = 60;
const DAY = 24 * HOUR;
const MORNING = "09:00:00";

/** `1 day before it is due`. */
export function beforeInWords(minutes: number): string {
  if (minutes === 0) return messages.whenDue;
  if (minutes % DAY === 0) return messages.before(messages.days(minutes / DAY));
  if (minutes % HOUR === 0) return messages.before(messages.hours(minutes / HOUR));
  return messages.before(messages.minutes(minutes));
}

/** What is offered at first: moments, by what they are called. */
export function soon(now = new Date(), zone = ownZone()): { label: string; at: string }[] {
  const today = dayOf(now);
  const monday = plusDays(today, (8 - weekdayOf(today)) % 7 || 7);
  const tomorrow = plusDays(today, 1);
  const offered = [
    { label: messages.inAnHour, at: new Date(now.getTime() + 3_600_000).toISOString() },
    { label: messages.tomorrow, at: momentAt(tomorrow, MORNING, zone) },
  ];
  if (monday !== tomorrow) offered.push({ label: messages.monday, at: momentAt(monday, MORNING, zone) });
  return offered;
}
