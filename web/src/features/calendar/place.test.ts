import { describe, expect, it } from "vitest";
import { stepOf } from "./keyboard";
import { daysOf, sheetAt } from "./place";

describe("the calendar's address", () => {
  it("names a month", () => {
    const sheet = sheetAt("2026-11", 1, "2026-01-15");
    expect(sheet).toMatchObject({ kind: "month", month: "2026-11", first: "2026-10-26", last: "2026-12-06" });
    expect([sheet.before, sheet.after]).toEqual(["2026-10", "2026-12"]);
    expect(daysOf(sheet)).toHaveLength(42);
  });

  it("names a week by any of its days", () => {
    const sheet = sheetAt("2026-11-29", 0, "2026-01-15");
    expect(sheet).toMatchObject({ kind: "week", month: null, first: "2026-11-29", last: "2026-12-05" });
    expect([sheet.before, sheet.after]).toEqual(["2026-11-22", "2026-12-06"]);
    expect(sheet.asMonth).toBe("2026-12");
  });

  it.each([undefined, "nonsense", "2026-99", "'; drop table"])("is this month for %s", (at) => {
    expect(sheetAt(at, 1, "2026-02-15").month).toBe("2026-02");
  });

  it("leads from this month to this week, from another one to its first", () => {
    expect(sheetAt("2026-02", 1, "2026-02-15").asWeek).toBe("2026-02-09");
    expect(sheetAt("2026-03", 1, "2026-02-15").asWeek).toBe("2026-02-23");
  });
});

describe("the keys of a task on the calendar", () => {
  const press = (key: string, more = {}) => stepOf({ key, altKey: true, shiftKey: false, ...more });

  it("move it by a day or a week with Alt, and its end with Shift, too", () => {
    expect(press("ArrowRight")).toEqual({ grip: "whole", days: 1 });
    expect(press("ArrowUp")).toEqual({ grip: "whole", days: -7 });
    expect(press("ArrowLeft", { shiftKey: true })).toEqual({ grip: "end", days: -1 });
    expect(press("ArrowRight", { altKey: false })).toBeNull();
    expect(press("Enter")).toBeNull();
  });
});
