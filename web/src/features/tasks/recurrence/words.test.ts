import { describe, expect, it } from "vitest";
import { inWords, partsOf } from "./words";

describe("a rule in words", () => {
  it.each([
    ["FREQ=DAILY", "Every day"],
    ["FREQ=DAILY;INTERVAL=3", "Every 3 days"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
    ["FREQ=WEEKLY;BYDAY=MO,TH", "Every week on Monday and Thursday"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day"],
    ["FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday"],
    ["FREQ=YEARLY;COUNT=4", "Every year, 4 times"],
    ["FREQ=WEEKLY;UNTIL=20300131T000000Z", "Every week, until 2030-01-31"],
  ])("%s", (rule, words) => {
    expect(inWords(rule)).toBe(words);
  });

  it("stays as it is when words would not say all of it", () => {
    expect(inWords("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO")).toBe("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO");
    expect(inWords("nonsense")).toBe("nonsense");
  });

  it("is read without regard to its prefix", () => {
    expect(partsOf("RRULE:FREQ=DAILY;INTERVAL=2")).toEqual({ FREQ: "DAILY", INTERVAL: "2" });
  });
});
