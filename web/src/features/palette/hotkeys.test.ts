import { describe, expect, it } from "vitest";
import { Hotkeys } from "./hotkeys";
import { allCommands } from "./registry";

const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) => {
  const event = new KeyboardEvent("keydown", { key, ...more });
  Object.defineProperty(event, "target", { value: target });
  return event;
};
const id = (hotkeys: Hotkeys, event: KeyboardEvent, at = 0) =>
  hotkeys.match(event, allCommands, at)?.id ?? null;

describe("keys", () => {
  it("do what the registry says", () => {
    const keys = new Hotkeys();
    expect(id(keys, press("c"))).toBe("new-task");
    expect(id(keys, press("?", { shiftKey: true }))).toBe("help");
    expect(id(keys, press("k", { ctrlKey: true }))).toBe("palette");
    expect(id(keys, press("k", { metaKey: true }))).toBe("palette");
  });

  it("work in pairs when they come soon after each other", () => {
    const keys = new Hotkeys();
    expect(id(keys, press("g"), 0)).toBeNull();
    expect(id(keys, press("h"), 400)).toBe("home");
    expect(id(keys, press("g"), 1000)).toBeNull();
    expect(id(keys, press("h"), 9000)).toBeNull();
  });

  it("are letters while somebody types, but the palette always opens", () => {
    const keys = new Hotkeys();
    const input = document.createElement("input");
    const area = document.createElement("textarea");
    expect(id(keys, press("c", {}, input))).toBeNull();
    expect(id(keys, press("z", { ctrlKey: true }, area))).toBeNull();
    expect(id(keys, press("k", { ctrlKey: true }, area))).toBe("palette");
  });

  it("are not taken twice", () => {
    const all = allCommands.flatMap(({ keys }) => (keys ? [keys.join(" ")] : []));
    expect(new Set(all).size).toBe(all.length);
  });
});
