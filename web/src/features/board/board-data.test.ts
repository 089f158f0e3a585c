import { describe, expect, it } from "vitest";
import type { TaskRow } from "@/features/tasks/queries";
import {
  appended,
  type BoardData,
  type Column,
  extended,
  placeInBoard,
  refreshed,
  spotAt,
  spotOf,
} from "./board-data";

const row = (id: string, section: string, rank = id) => ({ id, section_id: section, rank }) as TaskRow;
const column = (id: string, tasks: string[], more: Partial<Column> = {}): Column => ({
  section: { id, project_id: "p" } as Column["section"],
  count: tasks.length,
  tasks: tasks.map((task) => row(task, id)),
  cursor: null,
  ...more,
});
const shape = (board: BoardData) =>
  Object.fromEntries(
    board.columns.map(({ section, tasks, count }) => [section.id, [tasks.map(({ id }) => id), count]]),
  );

describe("a board", () => {
  const board = { columns: [column("s1", ["a", "b", "c"]), column("s2", ["d"])] };

  it("moves a card between two others", () => {
    const after = placeInBoard(board, "d", { sectionId: "s1", afterId: "a", beforeId: "b" });
    expect(shape(after)).toEqual({ s1: [["a", "d", "b", "c"], 4], s2: [[], 0] });
    expect(after.columns[0]?.tasks[1]?.section_id).toBe("s1");
  });

  it("moves a card within its column and keeps the count", () => {
    const spot = spotAt(board.columns[0] as Column, "a", 2);
    expect(spot).toEqual({ sectionId: "s1", afterId: "c" });
    expect(shape(placeInBoard(board, "a", spot)).s1).toEqual([["b", "c", "a"], 3]);
  });

  it("puts a card back where it was", () => {
    const back = spotOf(board, "b");
    const moved = placeInBoard(board, "b", { sectionId: "s2" });
    expect(back && shape(placeInBoard(moved, "b", back))).toEqual(shape(board));
  });

  it("lets a card go below what is loaded without showing it in the wrong place", () => {
    const long = { columns: [column("s1", ["a"], { cursor: "next", count: 90 }), column("s2", ["d"])] };
    expect(shape(placeInBoard(long, "d", { sectionId: "s1" }))).toEqual({ s1: [["a"], 91], s2: [[], 0] });
  });

  it("ignores a card it does not know and a column it does not have", () => {
    expect(placeInBoard(board, "x", { sectionId: "s1" })).toBe(board);
    expect(placeInBoard(board, "a", { sectionId: "s9" })).toBe(board);
  });

  it("shows a new card at the end, but only when the end is loaded", () => {
    expect(shape(appended(board, "s2", row("n", "s2"))).s2).toEqual([["d", "n"], 2]);
    const long = { columns: [column("s1", ["a"], { cursor: "next", count: 90 })] };
    expect(shape(appended(long, "s1", row("n", "s1"))).s1).toEqual([["a"], 91]);
  });
});

describe("windows of a column", () => {
  it("are added below, each card once", () => {
    const board = { columns: [column("s1", ["a", "b"], { cursor: "1", count: 5 })] };
    const after = extended(board, "s1", column("s1", ["b", "c"], { cursor: "2", count: 5 }));
    expect(shape(after).s1).toEqual([["a", "b", "c"], 5]);
    expect(after.columns[0]?.cursor).toBe("2");
  });

  it("stay when the first one is read again, below it", () => {
    const before = { columns: [column("s1", ["a", "b", "c", "d"], { cursor: "4", count: 9 })] };
    const fresh = { columns: [column("s1", ["a", "c"], { cursor: "2", count: 8 })] };
    const after = refreshed(before, fresh);
    // `b` is not in the new window although its rank is: it is gone.
    expect(shape(after).s1).toEqual([["a", "c", "d"], 8]);
    expect(after.columns[0]?.cursor).toBe("4");
  });

  it("are dropped when the whole column came", () => {
    const before = { columns: [column("s1", ["a", "b", "c"], { cursor: "3" })] };
    expect(shape(refreshed(before, { columns: [column("s1", ["a"])] })).s1).toEqual([["a"], 1]);
  });
});
