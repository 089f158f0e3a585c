import { describe, expect, it } from "vitest";
import type { Schemas } from "@/api/client";
import { withWords } from "./columns";
import { fromView, taskFilter, toView } from "./filter";
import { fieldValues, isChosen, nothing, toggledIn, type ViewSearch, viewSearch } from "./search";

const FIELD = "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4";
const everything: ViewSearch = {
  q: "draft",
  assignee: "me",
  status: "to_do,in_progress",
  priority: "high,urgent",
  due: "week",
  type: "typ_0000000000000000000000000A,none",
  tag: "tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4",
  state: "open",
  fields: `${FIELD}:opt_1`,
  sort: "due_at",
  group: "assignee",
};

describe("the search in an address", () => {
  it("takes what it knows and leaves out what makes no sense", () => {
    const hostile = { q: 12, due: "<script>", sort: "evil", group: ["status"], state: "maybe", other: "x" };
    expect(viewSearch(hostile)).toEqual({ q: "12" });
    expect(viewSearch({ ...everything })).toEqual(everything);
    expect(viewSearch({ sort: `-field.${FIELD}` })).toEqual({ sort: `-field.${FIELD}` });
    expect(viewSearch({ sort: `field.${FIELD}&x` })).toEqual({});
  });

  it("shows the project as it is when nothing is chosen", () => {
    expect(isChosen(viewSearch({ view: "viw_1" }))).toBe(false);
    expect(isChosen({ group: "status" })).toBe(true);
  });

  it("adds and takes away one of several", () => {
    expect(toggledIn("a,b", "b")).toBe("a");
    expect(toggledIn("a", "a")).toBeUndefined();
    expect(toggledIn(undefined, "a")).toBe("a");
  });

  it("reads custom fields by their ids only", () => {
    expect(fieldValues(`${FIELD}:a:b,assignee_id:me,nonsense`)).toEqual([[FIELD, "a:b"]]);
  });
});

describe("the filter that follows", () => {
  it("asks for days as they begin where the reader is", () => {
    const now = new Date(2030, 1, 27, 15, 30);
    expect(taskFilter("prj_1", { due: "week", fields: `${FIELD}:opt_1` }, now)).toEqual({
      "filter[project_id]": "prj_1",
      "filter[due_at][gte]": new Date(2030, 1, 27).toISOString(),
      "filter[due_at][lt]": new Date(2030, 2, 6).toISOString(),
      filter: { [FIELD]: "opt_1" },
    });
  });

  it("does not call late what is done", () => {
    expect(taskFilter("prj_1", { due: "overdue" })).toMatchObject({ "filter[completed]": "false" });
  });

  it("is the same after it was saved and opened again", () => {
    const kept = toView(everything);
    const view = { ...kept, id: "viw_1", group_by: kept.group_by } as unknown as Schemas["SavedViewView"];
    expect(fromView(view)).toEqual({ ...nothing, ...everything, view: "viw_1" });
  });
});

it("finds every word in the title, in any order, or the key", () => {
  const rows = [
    { title: "Write the announcement", key: "LAU-1" },
    { title: "Draft", key: "LAU-12" },
  ] as unknown as Parameters<typeof withWords>[0];
  expect(withWords(rows, "ANN write").map(({ key }) => key)).toEqual(["LAU-1"]);
  expect(withWords(rows, "lau-12").map(({ key }) => key)).toEqual(["LAU-12"]);
  expect(withWords(rows, undefined)).toHaveLength(2);
});
