/**
 * The way into a status that asks for something. What is missing is said and can be filled in (`GateDialog`), whom
 * the workflow wants to agree is named before they are asked; then the change goes on.
 */
import type { Schemas } from "@/api/client";
import { isProblem, type Problem } from "@/api/problem";
import type { Status, Workflow } from "@/features/projects/queries";
import type { TaskRow } from "../queries";
import { Questions } from "../questions";

export type ApprovalRule = Schemas["ApprovalRuleView"];

export interface Gate {
  task: TaskRow;
  status: Status;
  /** Fields that must have a value, by their names or the ids of custom fields. */
  missing: readonly string[];
  /** Who must agree. */
  approval: ApprovalRule | null;
  /** What was already said to them. */
  note: string;
}

/** What is said to those who are to agree; null: the task stays where it is. */
export type Passing = { note: string } | null;

export const gates = new Questions<Gate, Passing>();

const ATTEMPTS = 5;

/**
 * Sends a change of status, as often as the person fills in what it lacks. Answers null when they leave it, raises
 * what cannot be filled in.
 */
export async function throughGate<T>(
  gate: Pick<Gate, "task" | "status" | "approval">,
  send: (note: string) => Promise<T>,
): Promise<T | null> {
  let passing: Passing = { note: "" };
  if (gate.approval) passing = await gates.ask({ ...gate, missing: [], note: "" });
  for (let attempt = 1; passing; attempt += 1) {
    try {
      return await send(passing.note);
    } catch (error) {
      if (!isProblem(error, "required_field_missing") || attempt === ATTEMPTS) throw error;
      passing = await gates.ask({ ...gate, missing: missingIn(error), note: passing.note });
    }
  }
  return null;
}

/** Who must agree before a task may go from one status to another. */
export function approvalBetween(
  { rules }: Pick<Workflow, "rules">,
  from: string,
  to: string,
): ApprovalRule | null {
  const found = rules.find(
    (rule) => rule.to === to && (rule.from === null || rule.from === from) && rule.approval,
  );
  return found?.approval ?? null;
}

function missingIn({ faults }: Problem): string[] {
  return faults.map(({ pointer }) => pointer.split("/").at(-1) ?? "").filter(Boolean);
}

/** Whether a field has a value, as the workflow means it. */
export function isFilled(task: TaskRow, name: string): boolean {
  const value = name.startsWith("fld_")
    ? task.custom_fields[name]
    : (task as unknown as Record<string, unknown>)[name];
  if (name === "logged_minutes") return Number(value) > 0;
  return (
    ![null, undefined, "", "none"].includes(value as string) && !(Array.isArray(value) && value.length === 0)
  );
}
