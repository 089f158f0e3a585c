import { describe, expect, it } from "vitest";
import { choosable, type TaskType } from "@/features/tasks/types/queries";
import { toggledType } from "./toggling";

const all = ["bug", "story", "epic"].map((id) => ({ id }));
const nothing = { type_ids: [], default_type_id: null };

describe("the types of a project", () => {
  it("are all while none is named, so taking one out names the others", () => {
    expect(toggledType(nothing, all, "story")).toEqual({ type_ids: ["bug", "epic"] });
  });

  it("are none that are named again when all are in", () => {
    expect(toggledType({ ...nothing, type_ids: ["bug", "epic"] }, all, "story")).toEqual({ type_ids: [] });
  });

  it("take the default one along when it goes", () => {
    const project = { type_ids: ["story", "bug"], default_type_id: "bug" };
    expect(toggledType(project, all, "bug")).toEqual({ type_ids: ["story"], default_type_id: null });
    expect(toggledType(project, all, "epic")).toEqual({ type_ids: [] });
  });

  it("can be chosen unless they are put away, but for the one that a task has", () => {
    const type = (id: string, more: Partial<TaskType> = {}) =>
      ({ id, archived_at: null, deleted_at: null, ...more }) as TaskType;
    const types = [type("bug"), type("story", { archived_at: "then" }), type("epic", { deleted_at: "then" })];
    const ids = (of: TaskType[]) => of.map(({ id }) => id);
    expect(ids(choosable(types, { type_ids: [] }))).toEqual(["bug"]);
    expect(ids(choosable(types, { type_ids: ["story"] }))).toEqual([]);
    expect(ids(choosable(types, { type_ids: ["bug"] }, "epic"))).toEqual(["bug", "epic"]);
  });
});
