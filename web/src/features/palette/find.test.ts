import { describe, expect, it } from "vitest";
import { best, isTaskKey } from "./find";

describe("finding", () => {
  const names = ["Launch", "Website launch", "Zoë's plan", "Relaunch", "Budget"];
  const found = (typed: string) => best(names, (name) => name, typed, 3);

  it("puts first what begins with it, then words, then the rest", () => {
    expect(found("laun")).toEqual(["Launch", "Website launch", "Relaunch"]);
  });
  it("does not mind accents, and knows words in any order", () => {
    expect(found("zoe")).toEqual(["Zoë's plan"]);
    expect(found("launch web")).toEqual(["Website launch"]);
  });
  it("shows the first ones while nothing is typed", () => {
    expect(found("")).toEqual(names.slice(0, 3));
  });
  it.each([
    ["WEB-12", true],
    ["web-1", true],
    ["12-WEB", false],
    ["WEB", false],
  ])("takes %s for the key of a task: %s", (typed, is) => expect(isTaskKey(typed)).toBe(is));
});
