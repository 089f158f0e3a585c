/** Where a bar is on the plot. */
import { daysBetween } from "@/features/schedule/days";
import type { Span } from "@/features/schedule/spans";
import { ROW } from "./rows";
import { type Scale, xOf } from "./scale";

const DIAMOND = 24;
const LEAST = 6;

export function barBox(
  scale: Scale,
  { milestone }: { milestone: boolean },
  { from, to }: Span,
  line: number,
) {
  const y = line * ROW + ROW / 2;
  if (milestone) {
    const middle = xOf(scale, to) + scale.width / 2;
    return { left: middle - DIAMOND / 2, right: middle + DIAMOND / 2, width: DIAMOND, y };
  }
  const left = xOf(scale, from) + 1;
  const width = Math.max(LEAST, (daysBetween(from, to) + 1) * scale.width - 2);
  return { left, right: left + width, width, y };
}
