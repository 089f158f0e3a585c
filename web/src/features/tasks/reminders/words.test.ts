import { describe, expect, it } from "vitest";
import { beforeInWords, soon } from "./words";

describe("reminders in words", () => {
  it("are said in the largest unit that fits", () => {
    expect([0, 5, 60, 90, 1440, 2880].map(beforeInWords)).toEqual([
      "when it is due",
      "5 minutes before it is due",
      "1 hour before it is due",
      "90 minutes before it is due",
      "1 day before it is due",
      "2 days before it is due",
    ]);
  });

  it("are offered for the next hour, the next morning and the next Monday", () => {
    const friday = new Date(2030, 0, 4, 15, 0);
    expect(soon(friday).map(({ at }) => new Date(at).getTime())).toEqual(
      [new Date(2030, 0, 4, 16), new Date(2030, 0, 5, 9), new Date(2030, 0, 7, 9)].map((one) =>
        one.getTime(),
      ),
    );
  });

  it("do not offer Monday twice on a Sunday", () => {
    expect(soon(new Date(2030, 0, 6, 15, 0))).toHaveLength(2);
  });
});
