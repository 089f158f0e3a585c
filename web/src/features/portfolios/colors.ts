import { projectColors } from "@/features/projects/colors";
import type { Health } from "@/features/status-updates/health";

/** The portfolio's colour, or the first of those there are. */
export function colorIn(portfolio: { color: string | null }): string {
  return portfolio.color ?? projectColors[0];
}

/** Each health as a ground that tells it beside others, on both themes. */
export const healthGrounds: Record<Health | "none", string> = {
  on_track: "var(--mantine-color-teal-6)",
  complete: "var(--ot-accent)",
  at_risk: "var(--mantine-color-yellow-6)",
  off_track: "var(--mantine-color-red-6)",
  on_hold: "var(--ot-faint)",
  dropped: "var(--ot-line-strong)",
  none: "var(--ot-active)",
};
