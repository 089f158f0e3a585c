import { describe, expect, it } from "vitest";
import {
  dayIn,
  firstWeekday,
  isDay,
  isMonth,
  momentAt,
  plusDays,
  plusMonths,
  startOfWeek,
  wallOf,
  weeksOfMonth,
} from "./days";

describe("days", () => {
  it("are counted across the days on which clocks change", () => {
    expect(plusDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(plusDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(plusDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it.each([
    [1, "2026-11-23"],
    [0, "2026-11-22"],
    [6, "2026-11-21"],
  ])("are in a week that begins with weekday %i", (first, expected) => {
    expect(startOfWeek("2026-11-27", first)).toBe(expected);
    expect(startOfWeek(expected, first)).toBe(expected);
  });

  it("make whole weeks around a month, from four to six", () => {
    expect(weeksOfMonth("2026-02", 0)).toEqual(["2026-02-01", "2026-02-08", "2026-02-15", "2026-02-22"]);
    expect(weeksOfMonth("2026-11", 1)).toHaveLength(6);
    expect(weeksOfMonth("2026-11", 1)[0]).toBe("2026-10-26");
    expect(weeksOfMonth("2026-12", 1).at(-1)).toBe("2026-12-28");
  });

  it("and months go over the year", () => {
    expect(plusMonths("2026-11", 2)).toBe("2027-01");
    expect(plusMonths("2026-01", -1)).toBe("2025-12");
  });

  it("are told from what is none", () => {
    expect(isDay("2026-02-28")).toBe(true);
    expect(isDay("2026-13-01")).toBe(false);
    expect(isDay("yesterday")).toBe(false);
    expect(isMonth("2026-11")).toBe(true);
    expect(isMonth("2026-1")).toBe(false);
    expect(isMonth(7)).toBe(false);
  });

  it("begin the week as it is usual in the reader's country", () => {
    expect(firstWeekday("de-DE")).toBe(1);
    expect(firstWeekday("en-US")).toBe(0);
  });
});

describe("moments in a zone", () => {
  it("are on the day that the zone's calendar shows", () => {
    expect(dayIn("2026-03-01T23:30:00Z", "Europe/Berlin")).toBe("2026-03-02");
    expect(dayIn("2026-03-01T23:30:00Z", "America/New_York")).toBe("2026-03-01");
    expect(wallOf("2026-07-01T00:00:00Z", "Asia/Kolkata")).toEqual({ day: "2026-07-01", time: "05:30:00" });
  });

  it.each([
    ["2026-01-15", "09:00:00", "Europe/Berlin", "2026-01-15T08:00:00Z"],
    ["2026-07-15", "09:00:00", "Europe/Berlin", "2026-07-15T07:00:00Z"],
    ["2026-07-15", "23:59:59", "Pacific/Kiritimati", "2026-07-15T09:59:59Z"],
    ["2026-07-15", "00:00:00", "Pacific/Pago_Pago", "2026-07-15T11:00:00Z"],
    // Skipped by the clock: half past two in summer time is half past one in winter time.
    ["2026-03-29", "02:30:00", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    // Shown twice: the first of the two.
    ["2026-10-25", "02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z"],
  ])("%s %s in %s is %s", (day, time, zone, moment) => {
    expect(momentAt(day, time, zone)).toBe(moment);
  });
});
