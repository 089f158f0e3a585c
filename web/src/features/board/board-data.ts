/** A board as the screen keeps it: windows of columns, and what moving a task does to them. No network here. */
import type { Schemas } from "@/api/client";
import type { Spot } from "@/features/tasks/cache";
import type { TaskRow } from "@/features/tasks/queries";

export interface Column {
  section: Schemas["SectionView"];
  /** How many tasks there are, loaded or not. */
  count: number;
  /** The loaded ones, from the top. */
  tasks: TaskRow[];
  /** Goes on below the last loaded one. */
  cursor: string | null;
}

export interface BoardData {
  columns: Column[];
}

export function fromView(view: Schemas["BoardView"]): BoardData {
  return {
    columns: view.columns.map(({ section, count, tasks, page }) => ({
      section,
      count,
      tasks,
      cursor: page.next_cursor,
    })),
  };
}

/**
 * The first windows, read again, over what was loaded before: rows further down stay, unless they are in the
 * new windows, too. A column whose whole content fits its window is exactly the new one.
 */
export function refreshed(before: BoardData | undefined, fresh: BoardData): BoardData {
  if (!before) return fresh;
  const seen = new Set(fresh.columns.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  return {
    columns: fresh.columns.map((column) => {
      const old = before.columns.find(({ section }) => section.id === column.section.id);
      if (!old || column.cursor === null || old.tasks.length <= column.tasks.length) return column;
      const last = column.tasks.at(-1);
      const projectId = column.section.project_id;
      const below = old.tasks.filter(
        (row) => !seen.has(row.id) && (!last || rankIn(projectId, row) > rankIn(projectId, last)),
      );
      return { ...column, tasks: [...column.tasks, ...below], cursor: old.cursor };
    }),
  };
}

/** A task may stand in several projects, in each at a place of its own; its row tells of its home. */
function rankIn(projectId: string, { placements, rank }: TaskRow): string {
  return placements?.find(({ project_id }) => project_id === projectId)?.rank ?? rank;
}

/** One more window of a column. */
export function extended(board: BoardData, sectionId: string, more: Column): BoardData {
  return {
    columns: board.columns.map((column) => {
      if (column.section.id !== sectionId) return column;
      const known = new Set(column.tasks.map(({ id }) => id));
      const tasks = [...column.tasks, ...more.tasks.filter(({ id }) => !known.has(id))];
      return { ...column, tasks, cursor: more.cursor, count: Math.max(more.count, tasks.length) };
    }),
  };
}

/** The board after a task went to a spot. Without its row, nothing happens. */
export function placeInBoard(board: BoardData, taskId: string, spot: Spot): BoardData {
  const from = board.columns.find(({ tasks }) => tasks.some(({ id }) => id === taskId));
  const row = from?.tasks.find(({ id }) => id === taskId);
  if (!from || !row || !board.columns.some(({ section }) => section.id === spot.sectionId)) return board;
  return {
    columns: board.columns.map((column) => {
      const isSource = column === from;
      const isTarget = column.section.id === spot.sectionId;
      if (!isSource && !isTarget) return column;
      const rest = column.tasks.filter(({ id }) => id !== taskId);
      const count = column.count - (isSource ? 1 : 0) + (isTarget ? 1 : 0);
      if (!isTarget) return { ...column, tasks: rest, count };
      const at = indexOf(rest, spot, column.cursor !== null);
      // Below what is loaded: it will come with a later window.
      if (at === null) return { ...column, tasks: rest, count };
      const moved = { ...row, section_id: spot.sectionId };
      return { ...column, tasks: [...rest.slice(0, at), moved, ...rest.slice(at)], count };
    }),
  };
}

function indexOf(tasks: readonly TaskRow[], spot: Spot, hasMore: boolean): number | null {
  const before = tasks.findIndex(({ id }) => id === spot.beforeId);
  if (before >= 0) return before;
  const after = tasks.findIndex(({ id }) => id === spot.afterId);
  if (after >= 0) return after + 1;
  return hasMore ? null : tasks.length;
}

/** The board with a new row at the end of a column, when its end is loaded. */
export function appended(board: BoardData, sectionId: string, row: TaskRow): BoardData {
  return {
    columns: board.columns.map((column) => {
      if (column.section.id !== sectionId || column.tasks.some(({ id }) => id === row.id)) return column;
      const tasks = column.cursor === null ? [...column.tasks, row] : column.tasks;
      return { ...column, tasks, count: column.count + 1 };
    }),
  };
}

/** The spot at an index of a column, that does not count the task itself. */
export function spotAt(column: Column, taskId: string, index: number): Spot {
  const rest = column.tasks.filter(({ id }) => id !== taskId);
  const above = rest[index - 1];
  const below = rest[index];
  return {
    sectionId: column.section.id,
    ...(above ? { afterId: above.id } : {}),
    ...(below ? { beforeId: below.id } : {}),
  };
}

/** Where a task is now, as a spot to come back to. */
export function spotOf(board: BoardData, taskId: string): Spot | null {
  for (const column of board.columns) {
    const index = column.tasks.findIndex(({ id }) => id === taskId);
    if (index >= 0) return spotAt(column, taskId, index);
  }
  return null;
}
