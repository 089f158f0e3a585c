import { describe, expect, it } from "vitest";
import { fieldOf, kindOf, operationOf, things } from "./story";

const event = (kind: string, id: string, name: string, fields: [string, unknown, unknown][]) => ({
  event: name,
  kind,
  id,
  version: 2,
  time: "2026-03-01T10:00:00Z",
  fields: fields.map(([field, from, to]) => ({ field, from, to })),
});

describe("a change set in words", () => {
  it("has a name for each operation, also for those that are new", () => {
    expect(operationOf("bulkTasks")).toBe("Changed many tasks");
    expect(operationOf("mergeTag")).toBe("Merged tag");
    expect(operationOf("createKeyResult")).toBe("Made key result");
    expect(operationOf("stopTimer")).toBe("Stopped timer");
    expect(kindOf("status_update")).toBe("Status update");
    expect(fieldOf("tag_ids")).toBe("Tags");
    expect(fieldOf("owner_id")).toBe("Owner");
  });

  it("tells all events of a thing as one change, from what was first to what is in the end", () => {
    const told = things([
      event("task", "tsk_1", "onetick.task.updated.v1", [
        ["priority", "low", "high"],
        ["rank", "a", "b"],
      ]),
      event("task", "tsk_2", "onetick.task.deleted.v1", [["deleted_at", null, "2026"]]),
      event("task", "tsk_1", "onetick.task.updated.v1", [["priority", "high", "urgent"]]),
    ]);
    expect(told).toEqual([
      { kind: "task", id: "tsk_1", deed: null, fields: [{ field: "priority", from: "low", to: "urgent" }] },
      {
        kind: "task",
        id: "tsk_2",
        deed: "deleted",
        fields: [{ field: "deleted_at", from: null, to: "2026" }],
      },
    ]);
  });

  it("does not list the fields of what was new", () => {
    const [told] = things([event("task", "tsk_1", "task.created", [["title", null, "A"]])]);
    expect(told).toEqual({ kind: "task", id: "tsk_1", deed: "created", fields: [] });
  });
});
