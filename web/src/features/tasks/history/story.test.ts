import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../queries";
import { told } from "./story";

const entry = (
  type: string,
  version: number,
  changes: HistoryEntry["changes"] = [],
  more = {},
): HistoryEntry => ({
  id: `${type}-${version}`,
  type: `onetick.${type}.v1`,
  time: "2026-03-01T10:00:00Z",
  actor_id: "usr_1",
  actor_type: "user",
  version,
  changes,
  context: {},
  ...more,
});
const change = (field: string, before: unknown, after: unknown) => ({ field, before, after }) as never;

describe("the history of a task", () => {
  it("tells once what several events say about one deed", () => {
    const moments = told([
      entry("task.status_changed", 3, [change("status", "todo", "done"), change("completed_at", null, "x")]),
      entry("task.completed", 3, [change("status", "todo", "done")]),
      entry("task.moved", 3, [change("section_id", "s1", "s2")]),
    ]);
    expect(moments).toHaveLength(1);
    expect(moments[0]?.changes.map(({ field }) => field)).toEqual(["status", "section_id"]);
  });

  it("keeps apart what different people did, and comments", () => {
    const moments = told([
      entry("comment.created", 1, [], { context: { comment_id: "cmt_1" } }),
      entry("task.updated", 3, [change("title", "a", "b")]),
      entry("task.updated", 2, [change("title", "", "a")], { actor_id: "usr_2" }),
    ]);
    expect(moments.map(({ deed, changes }) => [deed, changes.length])).toEqual([
      ["commented", 0],
      [null, 1],
      [null, 1],
    ]);
  });

  it("does not tell every field of a new task", () => {
    const [moment] = told([entry("task.created", 1, [change("title", null, "a")])]);
    expect(moment).toMatchObject({ deed: "created this task", changes: [] });
  });

  it("tells custom fields one by one, and only those that changed", () => {
    const [moment] = told([
      entry("task.custom_field_changed", 2, [
        change("custom_fields", { fld_a: 1, fld_b: 2 }, { fld_a: 1, fld_b: 3 }),
      ]),
    ]);
    expect(moment?.changes).toEqual([{ field: "fld_b", before: 2, after: 3 }]);
  });

  it("tells what became of an approval", () => {
    const pending = { id: "apr_1", status: "done", state: "pending" };
    const moments = told([
      entry("task.status_changed", 3, [change("status", "todo", "done")]),
      entry("task.approval_changed", 3, [change("approval", pending, { ...pending, state: "approved" })]),
      entry("task.approval_changed", 2, [change("approval", null, pending)]),
    ]);
    expect(moments.map(({ deed, changes }) => [deed, changes.length])).toEqual([
      ["approved it", 1],
      ["asked for approval", 0],
    ]);
  });

  it("leaves out what is nothing to people", () => {
    expect(told([entry("task.updated", 2, [change("watcher_count", 1, 2)])])).toEqual([]);
  });
});
