import { describe, expect, it } from "vitest";
import {
  type Draft,
  gone,
  isOpen,
  movedStatus,
  proposed,
  recategorized,
  withAny,
  withoutRule,
  withoutStatus,
  withRule,
  withStatus,
  withWay,
} from "./draft";

const status = (id: string, category: "unstarted" | "started" | "completed" = "started") => ({
  id,
  name: id,
  category,
  color: null,
});
const draft: Draft = {
  statuses: [status("todo", "unstarted"), status("doing"), status("done", "completed")],
  transitions: { todo: ["doing"], doing: ["done", "todo"], done: [] },
  rules: [],
};
const rule = (from: string | null, to: string) => ({
  from,
  to,
  required_fields: ["points"],
  allowed_for: [],
  approval: null,
});

describe("a workflow under change", () => {
  it("loses the ways of a status with it", () => {
    const { statuses, transitions } = withoutStatus(draft, "doing");
    expect(statuses.map(({ id }) => id)).toEqual(["todo", "done"]);
    expect(transitions).toEqual({ todo: [], done: [] });
  });

  it("opens all ways to and from a new status, which has an id of its own", () => {
    const next = withStatus(withStatus(draft, "Review"), "Review");
    expect(next.statuses.slice(3).map(({ id }) => id)).toEqual(["review", "review_2"]);
    expect(isOpen(next, "done", "review")).toBe(true);
    expect(isOpen(next, "review_2", "todo")).toBe(true);
    expect(isOpen(next, "done", "todo")).toBe(false);
  });

  it("opens and closes a single way", () => {
    expect(isOpen(withWay(draft, "done", "todo", true), "done", "todo")).toBe(true);
    expect(isOpen(withWay(draft, "todo", "doing", false), "todo", "doing")).toBe(false);
    expect(withAny(draft, true).transitions).toBe("any");
    expect(withAny(draft, false).transitions).toMatchObject({ done: ["todo", "doing"] });
  });

  it("asks for nothing on ways that are gone", () => {
    const asking = { ...draft, rules: [rule("doing", "done"), rule(null, "done"), rule("todo", "doing")] };
    expect(withoutStatus(asking, "doing").rules).toEqual([rule(null, "done")]);
    expect(withWay(asking, "doing", "done", false).rules).toEqual([
      rule(null, "done"),
      rule("todo", "doing"),
    ]);
  });

  it("has another condition, one in place of another, or one fewer", () => {
    const one = rule(null, "done");
    const asking = withRule(draft, one, null);
    expect(withRule(asking, rule("doing", "done"), one).rules).toEqual([rule("doing", "done")]);
    expect(withoutRule(asking, one).rules).toEqual([]);
  });

  it("knows which saved statuses mean something else", () => {
    const next = withStatus(draft, "Review");
    const changed = next.statuses.map((one) => ({ ...one, category: "completed" as const }));
    const found = recategorized(draft, { ...next, statuses: changed });
    expect(found.map(({ id }) => id)).toEqual(["todo", "doing"]);
  });

  it("has its statuses in another order", () => {
    expect(movedStatus(draft, 2, 0).statuses.map(({ id }) => id)).toEqual(["done", "todo", "doing"]);
    expect(movedStatus(draft, 0, 3)).toBe(draft);
  });

  it("knows what goes, and proposes what means the same", () => {
    const next = withoutStatus(withStatus(draft, "Building"), "doing");
    const going = gone(draft, next);
    expect(going.map(({ id }) => id)).toEqual(["doing"]);
    expect(proposed(going, next)).toEqual({ doing: "building" });
    expect(proposed([status("x", "completed")], withoutStatus(draft, "done"))).toEqual({ x: "todo" });
  });
});
