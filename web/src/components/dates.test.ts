import { describe, expect, it } from "vitest";
import { ago, daysFromToday, shortDay } from "./dates";

const now = new Date(2026, 2, 10, 15, 0);
const at = (day: number, hour = 9, month = 2, year = 2026) => new Date(year, month, day, hour).toISOString();

describe("a day", () => {
  it.each([
    [at(10, 0), 0],
    [at(10, 23), 0],
    [at(11, 0), 1],
    [at(9, 23), -1],
    [at(29), 19],
  ])("%s is %i days away, by the reader's calendar", (moment, days) => {
    expect(daysFromToday(moment, now)).toBe(days);
  });

  it("is called as people call it", () => {
    expect(shortDay(at(10), now)).toBe("Today");
    expect(shortDay(at(11), now)).toBe("Tomorrow");
    expect(shortDay(at(9), now)).toBe("Yesterday");
    expect(shortDay(at(1, 9, 0, 2027), now)).toContain("2027");
  });
});

describe("how long ago", () => {
  it("is said in the largest unit that fits", () => {
    expect(ago(new Date(now.getTime() - 10_000).toISOString(), now)).toBe("just now");
    expect(ago(new Date(now.getTime() - 5 * 60_000).toISOString(), now)).toContain("5");
    expect(ago(new Date(now.getTime() - 3 * 3600_000).toISOString(), now)).toContain("3");
  });
});
