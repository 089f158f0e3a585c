import { expect, test } from "vitest";
import { barOf, monthsOf, spanOf } from "./span";

const rows = [
  { start_on: "2030-01-10", due_on: "2030-02-20" },
  { start_on: null, due_on: "2030-03-05" },
  { start_on: null, due_on: null },
];

test("the span is whole months around every day and today", () => {
  const span = spanOf(rows, "2029-12-24");
  expect(span && monthsOf(span).map(({ month }) => month)).toEqual([
    "2029-12",
    "2030-01",
    "2030-02",
    "2030-03",
  ]);
  expect(spanOf([{ start_on: null, due_on: null }], "2030-01-01")).toBeNull();
});

test("a bar lies where its days are, and one day is a bar of its own", () => {
  const span = spanOf(rows, "2030-01-01");
  if (!span) throw new Error("there are days");
  expect(span.days).toBe(90);
  expect(barOf({ start_on: "2030-01-01", due_on: "2030-03-31" }, span)).toEqual({ left: 0, width: 100 });
  expect(barOf({ start_on: null, due_on: "2030-03-31" }, span)?.width).toBeCloseTo(100 / 90);
  expect(barOf({ start_on: null, due_on: null }, span)).toBeNull();
});

test("of many years not every month is named", () => {
  const span = spanOf([{ start_on: "2020-01-01", due_on: "2040-01-01" }], "2030-01-01");
  expect(span && monthsOf(span).length).toBeLessThan(25);
});
