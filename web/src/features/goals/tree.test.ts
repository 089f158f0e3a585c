import { describe, expect, it } from "vitest";
import { familyOf, periodsOf, treeOf } from "./tree";

const goal = (id: string, parent_id: string | null = null, more = {}) => ({
  id,
  parent_id,
  period: "Q1",
  owner_id: "ann",
  state: "open" as "open" | "closed",
  ...more,
});
const names = (tree: ReturnType<typeof treeOf>): unknown[] =>
  tree.map(({ goal: { id }, children }) => (children.length ? [id, names(children)] : id));

describe("the tree of goals", () => {
  it("has each below the one above it, whatever the order they come in", () => {
    expect(names(treeOf([goal("c", "b"), goal("a"), goal("b", "a"), goal("d")]))).toEqual([
      ["a", [["b", ["c"]]]],
      "d",
    ]);
  });

  it("shows what is above a goal that fits", () => {
    const goals = [goal("a"), goal("b", "a", { owner_id: "ben" }), goal("c", "a")];
    expect(names(treeOf(goals, { ownerId: "ben" }))).toEqual([["a", ["b"]]]);
    expect(names(treeOf(goals, { period: "Q2" }))).toEqual([]);
  });

  it("leaves closed ones out, unless they are wanted", () => {
    const goals = [goal("a"), goal("b", "a", { state: "closed" })];
    expect(names(treeOf(goals))).toEqual(["a"]);
    expect(names(treeOf(goals, { withClosed: true }))).toEqual([["a", ["b"]]]);
  });

  it("puts a goal at the top when the one above it is not there", () => {
    expect(names(treeOf([goal("b", "gone")]))).toEqual(["b"]);
  });

  it("ends even where goals are above each other", () => {
    expect(names(treeOf([goal("a", "b"), goal("b", "a"), goal("c")]))).toEqual(["c"]);
    expect([...familyOf([goal("a", "b"), goal("b", "a")], "a")].sort()).toEqual(["a", "b"]);
  });
});

it("a goal's family is all below it", () => {
  const goals = [goal("c", "b"), goal("b", "a"), goal("a"), goal("d")];
  expect([...familyOf(goals, "a")].sort()).toEqual(["a", "b", "c"]);
});

it("periods are named once", () => {
  expect(
    periodsOf([goal("a"), goal("b"), goal("c", null, { period: null }), goal("d", null, { period: "H1" })]),
  ).toEqual(["H1", "Q1"]);
});
