import { describe, expect, it } from "vitest";
import { columnsOf, columnsOfView, shifted, textOf, toggled, usual, widened } from "./columns";

const FIELD = "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4";

describe("the columns of a list", () => {
  it("are the same after they were written down", () => {
    const columns = [...usual, { id: FIELD, width: 200 }];
    expect(columnsOf(textOf(columns))).toEqual(columns);
    expect(columnsOf(textOf([]))).toEqual([]);
    expect(columnsOf(undefined)).toBeNull();
  });

  it("leave out what is no column, what is there twice, and widths that nobody could use", () => {
    expect(columnsOf("due_at:9999,due_at:80,<b>:3,constructor:3,points:x,status:-5")).toEqual([
      { id: "due_at", width: 400 },
      { id: "points", width: 130 },
      { id: "status", width: 60 },
    ]);
    expect(
      columnsOf(Array.from({ length: 40 }, (_, n) => `fld_${String(n).padStart(26, "0")}`).join(",")),
    ).toHaveLength(12);
  });

  it("come from a saved view, with its widths where it has some", () => {
    expect(columnsOfView({ columns: ["title", "due_at", "priority"], options: { widths: ",90" } })).toEqual([
      { id: "due_at", width: 90 },
      { id: "priority", width: 130 },
    ]);
    expect(columnsOfView({ columns: [], options: {} })).toBeNull();
  });

  it("are added, taken away, moved and made wider", () => {
    expect(toggled(usual, "points").at(-1)?.id).toBe("points");
    expect(toggled(usual, "due_at").map(({ id }) => id)).toEqual(["assignee_ids", "priority"]);
    expect(shifted(usual, "priority", -1).map(({ id }) => id)).toEqual([
      "assignee_ids",
      "priority",
      "due_at",
    ]);
    expect(shifted(usual, "assignee_ids", -1)).toEqual(usual);
    expect(widened(usual, "due_at", 1).find(({ id }) => id === "due_at")?.width).toBe(60);
  });
});
