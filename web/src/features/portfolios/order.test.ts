import { expect, test } from "vitest";
import { moved, placeOf } from "./order";

const rows = ["a", "b", "c"].map((project_id) => ({ project_id }));

test("a row is put at its new place among the others", () => {
  const names = (from: number, to: number) => moved(rows, from, to).map(({ project_id }) => project_id);
  expect(names(0, 2)).toEqual(["b", "c", "a"]);
  expect(names(2, 0)).toEqual(["c", "a", "b"]);
  expect(names(1, 1)).toEqual(["a", "b", "c"]);
  expect(names(7, 0)).toEqual(["a", "b", "c"]);
});

test("a place is before the next row, and the last is behind the one above it", () => {
  expect(placeOf(rows, 0)).toEqual({ before_id: "b" });
  expect(placeOf(rows, 2)).toEqual({ after_id: "b" });
  expect(placeOf(rows.slice(0, 1), 0)).toBeNull();
});
