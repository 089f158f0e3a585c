import { afterEach, describe, expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import type { TaskRow } from "../queries";
import { approvalBetween, type Gate, gates, isFilled, throughGate } from "./gates";

const task = { id: "tsk_1", key: "LAU-1", points: null, custom_fields: {} } as unknown as TaskRow;
const status = { id: "done", name: "Done", category: "completed", color: null } as const;
const rule = { people: ["usr_1"], role: null, needed: 1, expires_after_days: 14 };

function lacking(...pointers: string[]): Problem {
  const errors = pointers.map((pointer) => ({ pointer, code: "required", message: "has no value" }));
  return new Problem(422, { code: "required_field_missing", errors } as never, null);
}

/** Answers what is asked, in turn; the questions as they came. */
function answering(...answers: ({ note: string } | null)[]): Gate[] {
  const asked: Gate[] = [];
  stop = gates.subscribe(() => {
    const { open } = gates;
    if (!open) return;
    asked.push(open);
    const [next = null] = answers.splice(0, 1);
    queueMicrotask(() => gates.answer(next));
  });
  return asked;
}

let stop = () => {};
afterEach(() => stop());

describe("the way into a status", () => {
  it("asks nothing where nothing is missing", async () => {
    const asked = answering();
    expect(await throughGate({ task, status, approval: null }, async (note) => `sent${note}`)).toBe("sent");
    expect(asked).toEqual([]);
  });

  it("names what is missing, and goes on once it is filled in", async () => {
    const asked = answering({ note: "" });
    const send = vi.fn(async () => "sent");
    send.mockRejectedValueOnce(lacking("/assignee_ids", "/custom_fields/fld_1"));
    expect(await throughGate({ task, status, approval: null }, send)).toBe("sent");
    expect(asked.map(({ missing }) => missing)).toEqual([["assignee_ids", "fld_1"]]);
  });

  it("stays when the person leaves it", async () => {
    answering(null);
    const send = vi.fn(async () => "sent");
    send.mockRejectedValueOnce(lacking("/points"));
    expect(await throughGate({ task, status, approval: null }, send)).toBeNull();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("names who must agree before they are asked, and keeps what is said to them", async () => {
    const asked = answering({ note: "Please look" }, { note: "Please look" });
    const send = vi.fn(async (note: string) => note);
    send.mockRejectedValueOnce(lacking("/points"));
    expect(await throughGate({ task, status, approval: rule }, send)).toBe("Please look");
    expect(asked.map(({ note }) => note)).toEqual(["", "Please look"]);
    expect(send).toHaveBeenLastCalledWith("Please look");
  });

  it("raises what nobody can fill in", async () => {
    const refused = new Problem(403, { code: "forbidden" } as never, null);
    await expect(throughGate({ task, status, approval: null }, () => Promise.reject(refused))).rejects.toBe(
      refused,
    );
  });

  it("knows which rule asks for an agreement", () => {
    const rules = [
      { from: "todo", to: "done", required_fields: [], allowed_for: [], approval: null },
      { from: null, to: "done", required_fields: [], allowed_for: [], approval: rule },
    ];
    expect(approvalBetween({ rules }, "todo", "done")).toEqual(rule);
    expect(approvalBetween({ rules }, "done", "todo")).toBeNull();
  });

  it("knows what has a value", () => {
    const filled = {
      ...task,
      points: 0,
      priority: "none",
      assignee_ids: [],
      logged_minutes: 0,
      custom_fields: { fld_1: false },
    };
    expect(isFilled(filled as unknown as TaskRow, "points")).toBe(true);
    expect(isFilled(filled as unknown as TaskRow, "fld_1")).toBe(true);
    for (const name of ["priority", "assignee_ids", "logged_minutes", "fld_2", "due_at"])
      expect(isFilled(filled as unknown as TaskRow, name), name).toBe(false);
  });
});
