import { describe, expect, it } from "vitest";
import type { TaskRow } from "../queries";
import { type Pages, reordered, withLast, without } from "./order";

const row = (id: string) => ({ id }) as TaskRow;
const pages = (...rows: string[][]): Pages => ({
  pages: rows.map((ids, index) => ({
    data: ids.map(row),
    page: { next_cursor: index === rows.length - 1 ? null : "more" },
  })),
  pageParams: [],
});
const ids = (all: Pages) => all.pages.map(({ data }) => data.map(({ id }) => id));

describe("the order of subtasks", () => {
  it("moves one above or below another, over pages", () => {
    expect(ids(reordered(pages(["a", "b"], ["c", "d"]), "d", "above", "a"))).toEqual([
      ["d", "a"],
      ["b", "c"],
    ]);
    expect(ids(reordered(pages(["a", "b"], ["c", "d"]), "a", "below", "c"))).toEqual([
      ["b", "c"],
      ["a", "d"],
    ]);
  });

  it("stays as it is when the other is not there", () => {
    const before = pages(["a", "b"]);
    expect(reordered(before, "a", "above", "z")).toBe(before);
  });

  it("adds at the end once the end is loaded, and each only once", () => {
    expect(ids(withLast(pages(["a"]), row("b")))).toEqual([["a", "b"]]);
    expect(ids(withLast(pages(["a"]), row("a")))).toEqual([["a"]]);
    const unfinished = pages(["a"]);
    (unfinished.pages[0] as { page: object }).page = { next_cursor: "more" };
    expect(withLast(unfinished, row("b"))).toBe(unfinished);
  });

  it("takes one away", () => {
    expect(ids(without(pages(["a", "b"], ["c"]), "b"))).toEqual([["a"], ["c"]]);
  });
});
