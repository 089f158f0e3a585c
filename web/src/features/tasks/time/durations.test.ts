import { describe, expect, it } from "vitest";
import { clock, duration, minutesOf } from "./durations";

describe("a duration", () => {
  it.each([
    ["90", 90],
    ["90m", 90],
    ["2h", 120],
    ["1h 30m", 90],
    ["1h30", 90],
    ["1,5 h", 90],
    ["1:30", 90],
    ["45 min", 45],
  ])("%s is understood", (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it.each(["", "soon", "1:75", "-5", "1h 2h"])("%s is not", (text) => {
    expect(minutesOf(text)).toBeNull();
  });

  it("is read as it is written", () => {
    expect(duration(0)).toBe("0 m");
    expect(duration(60)).toBe("1 h");
    expect(duration(95)).toBe("1 h 35 m");
    expect(minutesOf(duration(95))).toBe(95);
    expect(clock(3671)).toBe("1:01:11");
  });
});
