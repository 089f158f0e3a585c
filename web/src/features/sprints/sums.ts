/** What a list of tasks comes to. */
import type { TaskRow } from "@/features/tasks/queries";

export interface Sums {
  tasks: number;
  points: number;
  doneTasks: number;
  donePoints: number;
}

export function sumsOf(tasks: readonly Pick<TaskRow, "points" | "completed_at">[]): Sums {
  const sum = (rows: typeof tasks) => rounded(rows.reduce((total, { points }) => total + (points ?? 0), 0));
  const done = tasks.filter(({ completed_at }) => completed_at !== null);
  return { tasks: tasks.length, points: sum(tasks), doneTasks: done.length, donePoints: sum(done) };
}

/** Without the dust that adding fractions leaves. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
