import { describe, expect, it } from "vitest";
import { barsOf, covers, fitted } from "./lanes";

const item = (name: string, from: number, to = from) => ({
  item: name,
  span: { from: day(from), to: day(to) },
});
const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}`;

describe("bars of a week", () => {
  it("never cover each other", () => {
    const items = Array.from({ length: 60 }, (_, index) =>
      item(`${index}`, 1 + ((index * 7) % 20), 1 + ((index * 7) % 20) + (index % 5)),
    );
    const bars = barsOf(items, day(9), 7);
    for (const one of bars) {
      for (const other of bars) {
        if (one === other || one.lane !== other.lane) continue;
        expect(
          other.column > one.column + one.columns - 1 || one.column > other.column + other.columns - 1,
        ).toBe(true);
      }
    }
  });

  it("are cut where the week ends", () => {
    const [bar] = barsOf([item("long", 1, 30)], day(9), 7);
    expect(bar).toMatchObject({ column: 0, columns: 7, isCutBefore: true, isCutAfter: true });
    expect(barsOf([item("before", 1, 8), item("after", 16)], day(9), 7)).toEqual([]);
  });

  it("put the earlier and the longer one above", () => {
    const bars = barsOf([item("short", 9), item("late", 12), item("long", 9, 13)], day(9), 7);
    expect(bars.map(({ item, lane }) => [item, lane])).toEqual([
      ["long", 0],
      ["short", 1],
      ["late", 1],
    ]);
  });
});

describe("bars that do not fit", () => {
  const bars = barsOf(
    ["a", "b", "c", "d"].map((name) => item(name, 10)),
    day(9),
    7,
  );

  it("are counted, and leave the last lane to the count", () => {
    const { shown, hidden } = fitted(bars, 3, 7);
    expect(shown.map((bar) => bar.item)).toEqual(["a", "b"]);
    expect(hidden).toEqual([0, 2, 0, 0, 0, 0, 0]);
  });

  it("are none when all fit", () => {
    const { shown, hidden } = fitted(bars, 4, 7);
    expect(shown).toHaveLength(4);
    expect(Math.max(...hidden)).toBe(0);
  });

  it("together with the shown ones are all there are, on every day", () => {
    const many = barsOf(
      Array.from({ length: 40 }, (_, index) =>
        item(`${index}`, 9 + (index % 7), 9 + (index % 7) + (index % 3)),
      ),
      day(9),
      7,
    );
    const { shown, hidden } = fitted(many, 3, 7);
    for (let column = 0; column < 7; column += 1) {
      const all = many.filter((bar) => covers(bar, column)).length;
      expect(shown.filter((bar) => covers(bar, column)).length + (hidden[column] ?? 0)).toBe(all);
    }
  });
});
