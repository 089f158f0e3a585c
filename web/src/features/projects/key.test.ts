import { describe, expect, it } from "vitest";
import { keyFrom } from "./key";

describe("the key of a project", () => {
  it.each([
    ["Launch", "LAU"],
    ["Website relaunch", "WR"],
    ["2026 budget plan", "BP"],
    ["Größe", "GRO"],
    ["a", "AA"],
    ["", ""],
    ["one two three four five six seven eight nine ten eleven", "OTTFFSSENT"],
  ])("of %j is %j", (name, key) => expect(keyFrom(name)).toBe(key));
});
