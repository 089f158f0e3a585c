import { describe, expect, it } from "vitest";
import { steps } from "@/components/charts/lines";
import { ticksTo } from "@/components/charts/scale";
import type { TaskRow } from "@/features/tasks/queries";
import { burndownOf, dayAt } from "./chart";
import { messages } from "./messages";
import { spotAt, withRow } from "./planning";
import type { Burndown } from "./queries";
import { sumsOf } from "./sums";

const row = (id: string, more = {}) =>
  ({ id, points: null, completed_at: null, ...more }) as unknown as TaskRow;
const ids = (list: { pages: { data: TaskRow[] }[] }) =>
  list.pages.flatMap(({ data }) => data.map(({ id }) => id));

describe("a list of the plan", () => {
  const list = { pages: [{ data: [row("a"), row("b")] }, { data: [row("c")] }] };

  it.each([
    [{ sprintId: "s", beforeId: "b" }, ["a", "x", "b", "c"]],
    [{ sprintId: "s", afterId: "c" }, ["a", "b", "c", "x"]],
    [{ sprintId: "s", beforeId: "gone", afterId: "a" }, ["a", "x", "b", "c"]],
    [{ sprintId: "s" }, ["a", "b", "c", "x"]],
  ])("takes a task at %j", (spot, expected) => {
    expect(ids(withRow(list, row("x"), spot))).toEqual(expected);
  });

  it("moves a task within itself, and lets it go", () => {
    const rows = list.pages.flatMap(({ data }) => data);
    expect(ids(withRow(list, row("a"), spotAt("s", rows, "a", 2)))).toEqual(["b", "c", "a"]);
    expect(ids(withRow(list, row("c"), spotAt("s", rows, "c", 0)))).toEqual(["c", "a", "b"]);
    expect(ids(withRow(list, row("b"), null))).toEqual(["a", "c"]);
    expect(ids(list)).toEqual(["a", "b", "c"]);
  });
});

it("points are summed without dust", () => {
  const done = { completed_at: "2026-01-01T00:00:00Z" };
  expect(sumsOf([row("a", { points: 0.1 }), row("b", { points: 0.2, ...done }), row("c", done)])).toEqual({
    tasks: 3,
    points: 0.3,
    doneTasks: 2,
    donePoints: 0.2,
  });
});

it("the next sprint has the next number", () => {
  expect(messages.nextName("Sprint 9", 0)).toBe("Sprint 10");
  expect(messages.nextName("2026 Sprint 3 (web)", 0)).toBe("2026 Sprint 4 (web)");
  expect(messages.nextName(undefined, 0)).toBe("Sprint 1");
});

describe("an axis", () => {
  it.each([
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
    [3, [0, 1, 2, 3]],
    [20, [0, 5, 10, 15, 20]],
    [21, [0, 10, 20, 30]],
    [0.3, [0, 1]],
  ])("up to %d has round marks", (most, expected) => {
    expect(ticksTo(most)).toEqual(expected);
  });
});

describe("the burndown", () => {
  const amounts = (points: number) => ({ points, tasks: points, minutes: 0 });
  const day = (date: string, remaining: number, scope = 20) => ({
    date,
    remaining: amounts(remaining),
    scope: amounts(scope),
    done: amounts(scope - remaining),
    added: amounts(0),
    removed: amounts(0),
    ideal: 0,
  });
  const burndown = {
    committed: amounts(20),
    days: [day("2026-03-28", 18), day("2026-03-29", 18, 25), day("2026-03-30", 9, 25)],
  } as Pick<Burndown, "committed" | "days">;

  it("begins with the commitment, and has an evening for each day", () => {
    const chart = burndownOf(burndown, { start_on: "2026-03-28", end_on: "2026-04-03" }, "points");
    expect(chart).toMatchObject({ days: 7, first: "2026-03-28" });
    expect(chart?.remaining).toEqual([
      { at: 0, value: 20 },
      { at: 1, value: 18 },
      { at: 2, value: 18 },
      { at: 3, value: 9 },
    ]);
    expect(chart?.ideal).toEqual([
      { at: 0, value: 20 },
      { at: 7, value: 0 },
    ]);
    expect(chart && dayAt(chart, 3)).toBe("2026-03-30");
  });

  it("goes on for a sprint that is late, and knows one that began late", () => {
    expect(burndownOf(burndown, { start_on: "2026-03-28", end_on: "2026-03-29" }, "tasks")?.days).toBe(3);
    const late = burndownOf(burndown, { start_on: "2026-03-26", end_on: "2026-04-03" }, "points");
    expect(late?.remaining[0]).toEqual({ at: 2, value: 20 });
    expect(late?.ideal[0]).toEqual({ at: 0, value: 20 });
  });

  it("is none before the start", () => {
    expect(
      burndownOf({ committed: amounts(0), days: [] }, { start_on: null, end_on: null }, "points"),
    ).toBeNull();
  });

  it("has a scope that changes at once", () => {
    expect(
      steps([
        { x: 0, y: 5 },
        { x: 10, y: 8 },
      ]),
    ).toBe("M0 5H10V8");
  });
});
