import { describe, expect, it } from "vitest";
import { safeHref, valueText } from "./formats";
import type { Field } from "./queries";

const field = (type: Field["type"], more: Partial<Field> = {}): Field =>
  ({
    type,
    options: [],
    precision: null,
    currency_code: null,
    result_type: null,
    function: null,
    ...more,
  }) as Field;

describe("a value", () => {
  it("is read by its type", () => {
    expect(valueText(field("percent"), 40)).toBe("40 %");
    expect(valueText(field("currency", { currency_code: "EUR", precision: 2 }), 5)).toContain("5");
    expect(valueText(field("checkbox"), true)).toBe("Yes");
    expect(
      valueText(field("single_select", { options: [{ id: "opt_1", name: "Red" }] as never }), "opt_1"),
    ).toBe("Red");
    expect(valueText(field("date"), "2030-01-31")).toContain("2030");
  });

  it("says what is wrong with a formula, in words", () => {
    expect(valueText(field("formula"), { error: "division_by_zero" })).toBe("Divides by zero");
    expect(valueText(field("formula"), { error: "odd_thing" })).toBe("Cannot be worked out (odd thing)");
  });

  it("leads nowhere when its address is not one", () => {
    expect(safeHref("url", "javascript:alert(1)")).toBeNull();
    expect(safeHref("url", "https://example.com/")).toBe("https://example.com/");
    expect(safeHref("phone", "x")).toBeNull();
    expect(safeHref("email", "a@example.com?bcc=b")).not.toContain("?");
  });
});
