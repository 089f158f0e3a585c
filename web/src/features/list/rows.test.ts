import { describe, expect, it } from "vitest";
import type { BoardData } from "@/features/board/board-data";
import { between, linesOf } from "./rows";

const board = {
  columns: [
    { section: { id: "s1" }, count: 90, cursor: "next", tasks: [{ id: "a" }, { id: "b" }] },
    { section: { id: "s2" }, count: 1, cursor: null, tasks: [{ id: "c" }] },
  ],
} as unknown as BoardData;

describe("a list", () => {
  it("shows sections with their tasks, and goes on where more are to come", () => {
    expect(linesOf(board, new Set(), true).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "section s1",
      "task a",
      "task b",
      "waiting s1:waiting",
      "section s2",
      "task c",
      "add s2:add",
    ]);
  });

  it("hides what is in a closed section, and offers nothing that one may not do", () => {
    expect(linesOf(board, new Set(["s1"]), false).map(({ kind }) => kind)).toEqual([
      "section",
      "section",
      "task",
    ]);
  });

  it("chooses a range in either direction, over sections", () => {
    const lines = linesOf(board, new Set(), true);
    expect(between(lines, "a", "c")).toEqual(["a", "b", "c"]);
    expect(between(lines, "c", "b")).toEqual(["b", "c"]);
    expect(between(lines, "gone", "b")).toEqual(["b"]);
  });
});
