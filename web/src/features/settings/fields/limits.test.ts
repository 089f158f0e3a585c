import { describe, expect, it } from "vitest";
import { hasDefault, limitsOf, sentDefault, sentLimits, shownDefault } from "./limits";

describe("what may be said about the values of a field", () => {
  it("is only what its type knows", () => {
    const given = { minimum: 1, max_length: 5 };
    expect(sentLimits("number", given)).toEqual({ minimum: 1, maximum: null, precision: null });
    expect(sentLimits("text", given)).toEqual({ min_length: null, max_length: 5, pattern: null });
    expect(limitsOf("checkbox")).toEqual([]);
    expect(hasDefault("people")).toBe(false);
  });

  it("sends no default for an empty field", () => {
    expect(sentDefault("text", "")).toBeNull();
    expect(sentDefault("multi_select", [])).toBeNull();
    expect(sentDefault("number", 0)).toBe(0);
    expect(sentDefault("checkbox", false)).toBe(false);
  });

  it("shows a moment by the clock on the wall, and sends it back as it was", () => {
    const moment = "2030-01-31T10:30:00Z";
    const shown = shownDefault({ type: "datetime", default: moment });
    expect(Date.parse(String(sentDefault("datetime", shown)))).toBe(Date.parse(moment));
    expect(shownDefault({ type: "date", default: "2030-01-31" })).toBe("2030-01-31");
  });
});
