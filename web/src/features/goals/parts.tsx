import { Progress } from "@mantine/core";
import { Tag } from "@/components/Tag";
import type { Health } from "@/features/status-updates/health";
import { HealthTag } from "@/features/status-updates/parts/HealthTag";
import classes from "./goals.module.css";
import { messages } from "./messages";
import type { GoalRow, Outcome } from "./queries";

const COLORS: Record<Health, string> = {
  on_track: "teal",
  at_risk: "yellow.7",
  off_track: "red",
  on_hold: "gray",
  complete: "teal",
  dropped: "gray",
};
const ENDS: Record<Outcome, "good" | "warn" | "bad" | "neutral"> = {
  achieved: "good",
  partial: "warn",
  missed: "bad",
  dropped: "neutral",
};

/** How it ended, or how it stands. */
export function GoalTag({ goal }: { goal: Pick<GoalRow, "health" | "outcome"> }) {
  if (goal.outcome) return <Tag tone={ENDS[goal.outcome]}>{messages.outcomes[goal.outcome]}</Tag>;
  return goal.health ? <HealthTag health={goal.health} /> : null;
}

/** How much is reached, in the colour of how it stands. */
export function Reached({
  progress,
  health,
  size = "sm",
}: {
  progress: number;
  health: Health | null;
  size?: string;
}) {
  const percent = Math.round(progress);
  return (
    <span className={classes.reached} data-size={size}>
      <Progress
        className={classes.meter}
        size={size}
        value={percent}
        color={health ? COLORS[health] : "brand"}
        aria-label={messages.progress(percent)}
      />
      <b>{percent}%</b>
    </span>
  );
}
