import { daysFromToday } from "@/components/dates";
import type { TaskRow } from "@/features/tasks/queries";

export type Group = "past" | "today" | "week" | "later" | "never";

export const order: readonly Group[] = ["past", "today", "week", "later", "never"];

/** Which heading a task stands under. */
export function groupOf({ due_at }: Pick<TaskRow, "due_at">, now = new Date()): Group {
  if (!due_at) return "never";
  const days = daysFromToday(due_at, now);
  if (days < 0) return "past";
  if (days === 0) return "today";
  return days <= 7 ? "week" : "later";
}

/** The headings that have tasks, in order, each with its own. */
export function grouped(tasks: readonly TaskRow[], now = new Date()): { group: Group; tasks: TaskRow[] }[] {
  return order
    .map((group) => ({ group, tasks: tasks.filter((task) => groupOf(task, now) === group) }))
    .filter(({ tasks: found }) => found.length > 0);
}
