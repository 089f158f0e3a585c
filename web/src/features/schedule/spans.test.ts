import { describe, expect, it } from "vitest";
import { momentAt, ownZone } from "./days";
import { type Dated, draggedDates, draggedSpan, moved, spanOf, stretched } from "./spans";

const wholeDays = (from: string | null, to: string, timezone = "Asia/Tokyo"): Dated => ({
  start_at: from && momentAt(from, "00:00:00", timezone),
  due_at: momentAt(to, "23:59:59", timezone),
  all_day: true,
  timezone,
});
const timed = (from: string | null, to: string): Dated => ({
  start_at: from && momentAt(from, "09:00:00"),
  due_at: momentAt(to, "17:30:00"),
  all_day: false,
  timezone: ownZone(),
});

describe("the span of a task", () => {
  it("is that of its own zone for whole days, wherever it is read", () => {
    expect(spanOf(wholeDays("2026-03-01", "2026-03-03"))).toEqual({ from: "2026-03-01", to: "2026-03-03" });
    expect(spanOf(wholeDays(null, "2026-03-03", "Pacific/Pago_Pago"))?.to).toBe("2026-03-03");
  });

  it("is one day without a start, and none without a due date", () => {
    expect(spanOf(timed(null, "2026-03-03"))).toEqual({ from: "2026-03-03", to: "2026-03-03" });
    expect(spanOf({ ...timed("2026-03-01", "2026-03-03"), due_at: null })).toBeNull();
  });
});

describe("a task that is moved", () => {
  it("keeps the time of the day where clocks change", () => {
    const berlin = (task: Dated) => ({ ...task, all_day: true, timezone: "Europe/Berlin" });
    const before = berlin({ ...timed(null, "2026-03-28"), due_at: "2026-03-28T22:59:59Z" });
    expect(moved(before, 1).due_at).toBe("2026-03-29T21:59:59Z");
    expect(moved(moved(before, 1), -1).due_at).toBe(before.due_at);
  });

  it("stays whole days in its zone", () => {
    const after = moved(wholeDays("2026-03-01", "2026-03-03"), 10);
    expect(spanOf(after)).toEqual({ from: "2026-03-11", to: "2026-03-13" });
    expect(after.all_day).toBe(true);
    expect(after.timezone).toBe("Asia/Tokyo");
  });
});

describe("an edge that is dragged", () => {
  it("gives what had one day a start", () => {
    const after = stretched(timed(null, "2026-03-03"), "end", "2026-03-05");
    expect(spanOf(after)).toEqual({ from: "2026-03-03", to: "2026-03-05" });
    expect(after.due_at).toBe(momentAt("2026-03-05", "17:30:00"));
  });

  it("goes no further than the other one", () => {
    const task = wholeDays("2026-03-05", "2026-03-07");
    expect(spanOf(stretched(task, "end", "2026-03-01"))).toEqual({ from: "2026-03-05", to: "2026-03-05" });
    expect(spanOf(stretched(task, "start", "2026-03-20"))).toEqual({ from: "2026-03-07", to: "2026-03-07" });
    const short = { ...timed("2026-03-05", "2026-03-07"), due_at: momentAt("2026-03-07", "08:00:00") };
    const after = stretched(short, "start", "2026-03-07");
    expect(Date.parse(after.start_at ?? "")).toBeLessThanOrEqual(Date.parse(after.due_at ?? ""));
  });

  it.each([
    ["whole", 3, { from: "2026-03-08", to: "2026-03-10" }],
    ["start", -2, { from: "2026-03-03", to: "2026-03-07" }],
    ["start", 9, { from: "2026-03-07", to: "2026-03-07" }],
    ["end", 2, { from: "2026-03-05", to: "2026-03-09" }],
    ["end", -9, { from: "2026-03-05", to: "2026-03-05" }],
  ] as const)("shows what the dates will be: %s by %i days", (what, days, expected) => {
    const task = wholeDays("2026-03-05", "2026-03-07");
    expect(draggedSpan({ from: "2026-03-05", to: "2026-03-07" }, what, days)).toEqual(expected);
    expect(spanOf(draggedDates(task, what, days))).toEqual(expected);
  });
});
