/** The lines of the timeline: groups, and below each its tasks. */
import type { Span } from "@/features/schedule/spans";
import type { TaskRow } from "@/features/tasks/queries";
import type { By } from "./routes";

export const ROW = 36;

export interface Dated {
  task: TaskRow;
  span: Span;
}

export type Line =
  | { kind: "group"; id: string; name: string; count: number }
  | ({ kind: "task"; id: string } & Dated);

export interface GroupName {
  id: string;
  name: string;
}

/** The groups in their order, tasks by when they begin; groups without tasks are left out. */
export function linesOf(
  items: readonly Dated[],
  by: By,
  projectId: string,
  groups: readonly GroupName[],
  nobody: string,
): Line[] {
  const found = new Map<string, Dated[]>();
  for (const item of items) {
    const id = groupOf(item.task, by, projectId);
    found.set(id, [...(found.get(id) ?? []), item]);
  }
  const known = [...groups.map(({ id }) => id), ...found.keys()];
  return [...new Set(known)].flatMap((id): Line[] => {
    const within = found.get(id);
    if (!within) return [];
    const name = groups.find((group) => group.id === id)?.name ?? nobody;
    const sorted = [...within].sort(
      (one, other) =>
        compare(one.span.from, other.span.from) ||
        compare(one.span.to, other.span.to) ||
        compare(one.task.id, other.task.id),
    );
    return [
      { kind: "group", id, name, count: within.length },
      ...sorted.map((item): Line => ({ kind: "task", id: item.task.id, ...item })),
    ];
  });
}

/** A line stays where it is while its task is moved: lines are in the order of before, with the dates of now. */
export function steadyLines(order: readonly Line[], items: readonly Dated[]): Line[] {
  const now = new Map(items.map((item) => [item.task.id, item]));
  return order.flatMap((line): Line[] => {
    if (line.kind === "group") return [line];
    const item = now.get(line.id);
    return item ? [{ ...line, ...item }] : [];
  });
}

/** The lines between two heights, with some around them. */
export function linesWithin(count: number, top: number, height: number, around = 6): [number, number] {
  const first = Math.max(0, Math.floor(top / ROW) - around);
  const last = Math.min(count, Math.ceil((top + height) / ROW) + around);
  return [first, last];
}

export function groupOf(task: TaskRow, by: By, projectId: string): string {
  if (by === "assignee") return task.assignee_ids[0] ?? "";
  const here = task.placements.find(({ project_id }) => project_id === projectId);
  return here?.section_id ?? task.section_id;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
