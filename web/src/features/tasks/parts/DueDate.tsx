import { daysFromToday, fullMoment, shortDay } from "@/components/dates";
import { Hint } from "@/components/Hint";
import { IconCalendar } from "@/components/icons";
import type { TaskRow } from "../queries";
import classes from "./parts.module.css";

type Dated = Pick<TaskRow, "due_at" | "completed_at">;

/** When it is due, and whether that is soon or past. Nothing without a date. */
export function DueDate({ task, withIcon = true }: { task: Dated; withIcon?: boolean }) {
  if (!task.due_at) return null;
  return (
    <Hint label={fullMoment(task.due_at)}>
      <span className={classes.due} data-urgency={urgency(task)}>
        {withIcon && <IconCalendar size={13} stroke={1.8} aria-hidden />}
        {shortDay(task.due_at)}
      </span>
    </Hint>
  );
}

export function urgency({ due_at, completed_at }: Dated): "past" | "today" | "later" | "done" {
  if (completed_at || !due_at) return "done";
  const days = daysFromToday(due_at);
  if (days < 0 || Date.parse(due_at) < Date.now()) return "past";
  return days === 0 ? "today" : "later";
}
