/** Goals below one another. */
import type { GoalRow } from "./queries";

export interface Branch {
  goal: GoalRow;
  children: Branch[];
}

export interface GoalFilter {
  period?: string | undefined;
  ownerId?: string | undefined;
  withClosed?: boolean | undefined;
}

type Row = Pick<GoalRow, "id" | "parent_id" | "period" | "owner_id" | "state">;

/** Those that fit, each below the nearest one above it that is shown; whoever is above what fits is shown, too. */
export function treeOf<T extends Row>(
  goals: readonly T[],
  { period, ownerId, withClosed = false }: GoalFilter = {},
): { goal: T; children: ReturnType<typeof treeOf<T>> }[] {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  const shown = new Set<string>();
  for (const goal of goals) {
    const fits =
      (period === undefined || goal.period === period) &&
      (ownerId === undefined || goal.owner_id === ownerId) &&
      (withClosed || goal.state === "open");
    // What is above may have been deleted, or go round in what is read while somebody moves goals.
    for (let at: T | undefined = fits ? goal : undefined; at && !shown.has(at.id); ) {
      shown.add(at.id);
      at = at.parent_id ? byId.get(at.parent_id) : undefined;
    }
  }
  const below = new Map<string | null, T[]>();
  for (const goal of goals) {
    if (!shown.has(goal.id)) continue;
    const parent = goal.parent_id && shown.has(goal.parent_id) ? goal.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), goal]);
  }
  const placed = new Set<string>();
  const branches = (parent: string | null): { goal: T; children: ReturnType<typeof treeOf<T>> }[] =>
    (below.get(parent) ?? [])
      .filter(({ id }) => !placed.has(id) && placed.add(id))
      .map((goal) => ({ goal, children: branches(goal.id) }));
  return branches(null);
}

/** Every period that goals name, the latest names last. */
export function periodsOf(goals: readonly Pick<GoalRow, "period">[]): string[] {
  return [...new Set(goals.flatMap(({ period }) => (period ? [period] : [])))].sort();
}

/** A goal and all below it: none of them can be above it. */
export function familyOf(goals: readonly Pick<GoalRow, "id" | "parent_id">[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const goal of goals) if (goal.parent_id && found.has(goal.parent_id)) found.add(goal.id);
  }
  return found;
}
