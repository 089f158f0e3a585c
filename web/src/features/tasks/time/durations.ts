/** Durations as people write and read them. */
import { messages } from "./messages";

const PATTERN = /^(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*m?(?:in(?:utes?)?)?)?$/i;

/** `90`, `90m`, `2h`, `1h 30m`, `1.5h`, `1:30` in minutes; null when it is none of these. */
export function minutesOf(text: string): number | null {
  const clean = text.trim();
  const clock = /^(\d+):([0-5]\d)$/.exec(clean);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const match = PATTERN.exec(clean);
  if (!clean || !match) return null;
  const hours = Number((match[1] ?? "0").replace(",", "."));
  return Math.round(hours * 60) + Number(match[2] ?? 0);
}

/** `1 h 30 m`. */
export function duration(minutes: number): string {
  return messages.hours(Math.floor(minutes / 60), minutes % 60);
}

/** `0:04:31`, for what ticks. */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
