import type { Health } from "@/features/status-updates/health";
import { healthGrounds } from "./colors";
import classes from "./HealthDot.module.css";

/** A health as a colour, beside its name. */
export function HealthDot({ health }: { health: Health | "none" }) {
  return <span className={classes.dot} style={{ background: healthGrounds[health] }} aria-hidden />;
}
