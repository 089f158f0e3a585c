import { describe, expect, it } from "vitest";
import type { TaskRow } from "@/features/tasks/queries";
import { arrowPath, contradicts } from "./arrows";
import { linesOf, linesWithin, ROW, steadyLines } from "./rows";
import { dayAtX, marksOf, scaleOf, xOf } from "./scale";

const zooms = ["day", "week", "month", "quarter"] as const;

describe("the scale", () => {
  it.each(zooms)("by %s has room around the tasks and knows its days", (zoom) => {
    const scale = scaleOf(zoom, [{ from: "2026-03-01", to: "2026-05-01" }], "2026-04-01");
    expect(scale.first < "2026-02-15").toBe(true);
    for (const day of ["2026-03-01", "2026-03-29", "2026-03-30", "2026-10-25"]) {
      expect(dayAtX(scale, xOf(scale, day) + scale.width / 2)).toBe(day);
    }
  });

  it.each(zooms)("by %s has marks side by side, without a gap", (zoom) => {
    const scale = scaleOf(zoom, [], "2026-03-15");
    const { major, minor } = marksOf(scale, 0, 4000, 1);
    for (const marks of [major, minor]) {
      marks.slice(1).forEach((mark, index) => {
        const before = marks[index];
        expect(mark.x).toBeCloseTo((before?.x ?? 0) + (before?.width ?? 0), 6);
      });
      expect(marks[0]?.x).toBeLessThanOrEqual(0);
    }
  });

  it("only has the marks that are looked at", () => {
    const scale = scaleOf("day", [{ from: "2020-01-01", to: "2030-01-01" }], "2026-03-15");
    expect(marksOf(scale, 10_000, 11_000, 1).minor.length).toBeLessThan(30);
  });

  it("marks whole weekends", () => {
    const scale = scaleOf("day", [], "2026-03-15");
    const days = marksOf(scale, 0, 3000, 1).weekends.map(({ x }) => dayAtX(scale, x));
    expect(new Set(days.map((day) => new Date(`${day}T00:00:00Z`).getUTCDay()))).toEqual(new Set([6]));
  });
});

const task = (id: string, section: string, assignees: string[] = []) =>
  ({ id, section_id: section, placements: [], assignee_ids: assignees }) as unknown as TaskRow;
const item = (id: string, from: string, section = "s1", assignees?: string[]) => ({
  task: task(id, section, assignees),
  span: { from, to: from },
});

describe("the lines", () => {
  const items = [
    item("late", "2026-03-09"),
    item("early", "2026-03-01"),
    item("other", "2026-03-02", "s2", ["ann"]),
  ];

  it("are groups in their order, and in them tasks as they begin", () => {
    const groups = [
      { id: "s2", name: "Second" },
      { id: "empty", name: "Empty" },
      { id: "s1", name: "First" },
    ];
    const lines = linesOf(items, "section", "p", groups, "Nobody");
    expect(lines.map(({ id }) => id)).toEqual(["s2", "other", "s1", "early", "late"]);
  });

  it("by assignee have one for nobody", () => {
    const lines = linesOf(items, "assignee", "p", [{ id: "ann", name: "Ann" }], "Nobody");
    expect(lines.map((line) => (line.kind === "group" ? line.name : line.id))).toEqual([
      "Ann",
      "other",
      "Nobody",
      "early",
      "late",
    ]);
  });

  it("stay where they are while a task moves", () => {
    const order = linesOf(items, "section", "p", [{ id: "s1", name: "First" }], "Nobody");
    const after = steadyLines(order, [item("late", "2026-01-01"), ...items.slice(1)]);
    expect(after.map(({ id }) => id)).toEqual(order.map(({ id }) => id));
    expect(after.find(({ id }) => id === "late")).toMatchObject({ span: { from: "2026-01-01" } });
  });

  it("of a thousand are only those in the window", () => {
    const [first, last] = linesWithin(1000, 500 * ROW, 600);
    expect(last - first).toBeLessThan(40);
    expect(linesWithin(3, 0, 600)).toEqual([0, 3]);
  });
});

describe("an arrow", () => {
  const box = (left: number, right: number, line: number) => ({ left, right, y: line * ROW + ROW / 2 });

  it.each(["FS", "SS", "FF", "SF"] as const)(
    "of kind %s leaves and enters at the ends that count",
    (kind) => {
      const path = arrowPath(kind, box(100, 200, 0), box(300, 400, 2), ROW);
      expect(path.startsWith(`M${kind[0] === "F" ? 200 : 100} 18`)).toBe(true);
      expect(path).toContain(`L${kind[1] === "S" ? 300 : 400} 90`);
      expect(path).not.toContain("NaN");
    },
  );

  it("goes around when what waits begins too early", () => {
    const path = arrowPath("FS", box(100, 200, 0), box(150, 250, 1), ROW);
    expect(path).toContain(` ${ROW}`);
  });

  it.each([
    ["FS", 0, true],
    ["FS", -2, false],
    ["SS", 0, false],
    ["SS", 2, true],
    ["FF", 0, false],
    ["SF", 5, true],
  ] as const)("of kind %s with a lag of %i is contradicted: %s", (kind, lag, expected) => {
    const other = { from: "2026-03-01", to: "2026-03-03" };
    const waiting = { from: "2026-03-02", to: "2026-03-05" };
    expect(contradicts(kind, lag, other, waiting)).toBe(expected);
  });
});
