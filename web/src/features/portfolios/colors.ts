import { projectColors } from "@/features/projects/colors";
import type { Health } from "./queries";

/** The portfolio's colour, or the first of those there are. */
export function colorIn(portfolio: { color: string | null }): string {
  return portfolio.color ?? projectColors[0];
}

/** Each health as a ground that tells it beside others: tokens, so that both themes fit. */
export const healthGrounds: Record<Health | "none", string> = {
  on_track: "var(--ot-good)",
  complete: "var(--ot-accent)",
  at_risk: "var(--ot-warn)",
  off_track: "var(--ot-bad)",
  on_hold: "var(--ot-faint)",
  dropped: "var(--ot-line-strong)",
  none: "var(--ot-active)",
};
