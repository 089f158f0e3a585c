/** The lines of a list: sections, their tasks, and what is at their ends. */
import type { BoardData, Column } from "@/features/board/board-data";
import type { TaskRow } from "@/features/tasks/queries";

export type Line =
  | { kind: "section"; id: string; column: Column; isOpen: boolean }
  | { kind: "task"; id: string; task: TaskRow }
  | { kind: "waiting"; id: string; sectionId: string; cursor: string }
  | { kind: "add"; id: string; column: Column };

export function linesOf(board: BoardData, closed: ReadonlySet<string>, mayAdd: boolean): Line[] {
  return board.columns.flatMap((column): Line[] => {
    const { id } = column.section;
    const isOpen = !closed.has(id);
    const head: Line = { kind: "section", id, column, isOpen };
    if (!isOpen) return [head];
    const lines: Line[] = [head, ...column.tasks.map((task): Line => ({ kind: "task", id: task.id, task }))];
    if (column.cursor !== null) {
      lines.push({ kind: "waiting", id: `${id}:waiting`, sectionId: id, cursor: column.cursor });
    } else if (mayAdd) {
      lines.push({ kind: "add", id: `${id}:add`, column });
    }
    return lines;
  });
}

/** The ids between two lines, both included, in the order of the list. For choosing a range. */
export function between(lines: readonly Line[], from: string, to: string): string[] {
  const ids = lines.filter((line) => line.kind === "task").map(({ id }) => id);
  const [one, other] = [ids.indexOf(from), ids.indexOf(to)];
  if (one < 0 || other < 0) return [to];
  return ids.slice(Math.min(one, other), Math.max(one, other) + 1);
}
