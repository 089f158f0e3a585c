import { describe, expect, it } from "vitest";
import { presetOf, rangeOf } from "./range";
import { statusTones } from "./tones";
import { duration, hours, periodName } from "./words";

const NOW = new Date("2026-03-15T23:30:00Z");

describe("the days of reports", () => {
  it("are the last thirty, unless the address says otherwise", () => {
    expect(rangeOf({}, NOW)).toEqual({ from: "2026-02-14", to: "2026-03-15", by: "day" });
    expect(rangeOf({ days: 90 }, NOW)).toEqual({ from: "2025-12-16", to: "2026-03-15", by: "week" });
    expect(rangeOf({ days: 365 }, NOW).by).toBe("month");
    expect(rangeOf({ from: "2026-03-01", to: "2026-03-07", by: "week" }, NOW)).toEqual({
      from: "2026-03-01",
      to: "2026-03-07",
      by: "week",
    });
  });

  it("are never more, older or later than reports go", () => {
    expect(rangeOf({ from: "1999-01-01", to: "2999-01-01" }, NOW)).toMatchObject({
      from: "2025-03-15",
      to: "2026-03-15",
    });
    expect(rangeOf({ from: "2026-03-10", to: "2026-03-01" }, NOW)).toMatchObject({
      from: "2026-03-01",
      to: "2026-03-01",
    });
    expect(rangeOf({ from: "2026-02-31", to: "9999-99-99" }, NOW)).toMatchObject({ to: "2026-03-15" });
    expect(rangeOf({ to: "2001-01-01" }, NOW)).toMatchObject({ from: "2025-02-08", to: "2025-02-08" });
  });

  it("are a preset only where the address names no days", () => {
    expect([presetOf({}), presetOf({ days: 7 }), presetOf({ from: "2026-03-01" })]).toEqual([30, 7, null]);
  });
});

describe("numbers in words", () => {
  it("are durations in one unit, and minutes as hours", () => {
    expect([null, 90, 5400, 129_600, 1_000_000].map(duration)).toEqual([
      "–",
      "2 min",
      "1.5 h",
      "1.5 d",
      "12 d",
    ]);
    expect([0, 45, 60, 90].map(hours)).toEqual(["0 min", "45 min", "1 h", "1 h 30 min"]);
    expect(periodName("2026-03-01", "month")).toContain("2026");
  });
});

it("statuses of one category have the same colour in several steps", () => {
  const status = (key: string, category: "started" | null) => ({
    key,
    name: key,
    unit: "tasks" as const,
    category,
  });
  expect(statusTones([status("a", "started"), status("b", "started"), status("c", null)])).toEqual([
    { name: "started", step: 0 },
    { name: "started", step: 1 },
    { name: "former", step: 0 },
  ]);
});
