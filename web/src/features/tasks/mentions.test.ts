import { describe, expect, it } from "vitest";
import { toStored, toTyped, typedName } from "./mentions";

const ann = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4";
const bob = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D5";

describe("mentions", () => {
  it.each([
    `Hello @[Ann](${ann}), and @[Ann Lee](${bob})!`,
    `@[Zoë O'Neil](${ann})`,
    `No mention: a@b.example, @nobody, [link](https://x.example)`,
    `@[Ann](${ann}) and the other @[Ann](${bob})`,
  ])("survive being edited: %s", (markdown) => {
    expect(toStored(toTyped(markdown))).toBe(markdown);
  });

  it("are plain names while one types", () => {
    expect(toTyped(`Hi @[Ann Lee](${ann}).`).text).toBe("Hi @Ann Lee.");
  });

  it("do not reach into words", () => {
    const typed = { text: "mail@Ann @Anna @Ann", meant: new Map([["Ann", ann]]) };
    expect(toStored(typed)).toBe(`mail@Ann @Anna @[Ann](${ann})`);
  });

  it.each([
    ["hello @an", 9, "an"],
    ["hello @ann l", 12, "ann l"],
    ["@", 1, ""],
    ["mail@an", 7, null],
    ["hello", 5, null],
    ["@ann and then more", 18, null],
  ])("are looked for while %j is typed", (text, caret, name) => {
    expect(typedName(text, caret)).toBe(name);
  });
});
