/** A workflow while it is changed on the screen. */
import type { Schemas } from "@/api/client";
import type { Rule, Status, Workflow } from "@/features/projects/queries";
import { statusIdFrom } from "../status-id";

export interface Draft {
  statuses: Status[];
  transitions: Workflow["transitions"];
  rules: readonly Rule[];
}

/** With another status at the end, which may follow and be followed by every other. */
export function withStatus(draft: Draft, name: string): Draft {
  const { statuses, transitions } = draft;
  const id = statusIdFrom(name, statuses);
  const others = statuses.map((status) => status.id);
  const next: Status = { id, name, category: "started", color: null };
  if (transitions === "any") return { ...draft, statuses: [...statuses, next] };
  const opened = Object.fromEntries(others.map((from) => [from, [...(transitions[from] ?? []), id]]));
  return { ...draft, statuses: [...statuses, next], transitions: { ...opened, [id]: others } };
}

/** Without a status, without the ways to and from it and what is asked for there. */
export function withoutStatus({ statuses, transitions, rules }: Draft, id: string): Draft {
  const left = statuses.filter((status) => status.id !== id);
  const kept = rules.filter(({ from, to }) => from !== id && to !== id);
  if (transitions === "any") return { statuses: left, transitions, rules: kept };
  const ways = Object.entries(transitions).filter(([from]) => from !== id);
  return {
    rules: kept,
    statuses: left,
    transitions: Object.fromEntries(ways.map(([from, to]) => [from, to.filter((one) => one !== id)])),
  };
}

export function movedStatus(draft: Draft, from: number, to: number): Draft {
  const statuses = [...draft.statuses];
  const [status] = statuses.splice(from, 1);
  if (!status || to < 0 || to > statuses.length) return draft;
  statuses.splice(to, 0, status);
  return { ...draft, statuses };
}

/** From any to any, or each way on its own, all of them open at first. */
export function withAny(draft: Draft, any: boolean): Draft {
  const { statuses } = draft;
  const ids = statuses.map(({ id }) => id);
  const every = Object.fromEntries(ids.map((from) => [from, ids.filter((to) => to !== from)]));
  return { ...draft, transitions: any ? "any" : every };
}

export function isOpen({ transitions }: Draft, from: string, to: string): boolean {
  return transitions === "any" || (transitions[from]?.includes(to) ?? false);
}

export function withWay(draft: Draft, from: string, to: string, open: boolean): Draft {
  if (draft.transitions === "any") return draft;
  const others = (draft.transitions[from] ?? []).filter((one) => one !== to);
  return {
    ...draft,
    transitions: { ...draft.transitions, [from]: open ? [...others, to] : others },
    rules: open ? draft.rules : draft.rules.filter((rule) => rule.from !== from || rule.to !== to),
  };
}

/** The statuses that are saved and would go. */
export function gone(workflow: Pick<Workflow, "statuses">, { statuses }: Draft): Status[] {
  const left = new Set(statuses.map(({ id }) => id));
  return workflow.statuses.filter(({ id }) => !left.has(id));
}

/** The statuses that are saved, stay, and mean something else now. */
export function recategorized(workflow: Pick<Workflow, "statuses">, { statuses }: Draft): Status[] {
  const before = new Map(workflow.statuses.map(({ id, category }) => [id, category]));
  return statuses.filter(({ id, category }) => (before.get(id) ?? category) !== category);
}

/** With a condition: in place of another, or at the end. */
export function withRule(draft: Draft, rule: Rule, instead: Rule | null): Draft {
  const rules = instead ? draft.rules.map((one) => (one === instead ? rule : one)) : [...draft.rules, rule];
  return { ...draft, rules };
}

export function withoutRule(draft: Draft, rule: Rule): Draft {
  return { ...draft, rules: draft.rules.filter((one) => one !== rule) };
}

/** What the tasks of each that goes get, unless somebody says otherwise: what means the same, else the first. */
export function proposed(going: readonly Status[], { statuses }: Draft): Record<string, string> {
  const pairs = going.map(({ id, category }) => [
    id,
    (statuses.find((one) => one.category === category) ?? statuses[0])?.id ?? "",
  ]);
  return Object.fromEntries(pairs);
}

/** The ids of what is removed and added again with the same words stay apart: as the API takes it. */
export function bodyOf(
  { statuses, transitions, rules }: Draft,
  remap: Record<string, string>,
  recategorize: readonly Status[],
): Schemas["WorkflowBody"] {
  const named = statuses.map((status) => ({ ...status, name: status.name.trim() || status.id }));
  const ids = recategorize.map(({ id }) => id);
  return { statuses: named, transitions, rules, remap, recategorize: ids } as Schemas["WorkflowBody"];
}
