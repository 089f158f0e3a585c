/** A search as the API takes it: for a list of tasks now, and kept in a saved view, where days are relative. */
import type { Schemas } from "@/api/client";
import type { TaskFilter } from "@/features/tasks/queries";
import { type Due, fieldValues, nothing, type ViewSearch, viewSearch } from "./search";

export type SavedView = Schemas["SavedViewView"];
type Filter = Record<string, string | Record<string, string>>;

const WHEN: Record<Due, Record<string, string>> = {
  overdue: { lt: "today" },
  today: { gte: "today", lt: "today+1d" },
  week: { gte: "today", lt: "today+7d" },
  later: { gte: "today+7d" },
};

/** What a list of the project's tasks is asked for. Words are looked for in what comes. */
export function taskFilter(projectId: string, search: ViewSearch, now = new Date()): TaskFilter {
  const query: Record<string, unknown> = { "filter[project_id]": projectId };
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(kept(search))) {
    if (name.startsWith("fld_")) fields[name] = String(value);
    else if (typeof value === "string") query[`filter[${name}]`] = value;
    else
      for (const [operator, operand] of Object.entries(value))
        query[`filter[${name}][${operator}]`] = name === "due_at" ? moment(operand, now) : operand;
  }
  if (Object.keys(fields).length > 0) query.filter = fields;
  if (search.sort) query.sort = search.sort;
  return query as TaskFilter;
}

/** Under which option a saved view keeps how wide its columns are, in their order. */
export const WIDTHS = "widths";

export interface Column {
  /** What tasks call it, or the id of a custom field. */
  id: string;
  width: number;
}

/** What a saved view keeps of a search, and of a list's columns. */
export function toView(search: ViewSearch, columns: readonly Column[] = []) {
  const widths = columns.map(({ width }) => width).join(",");
  return {
    filter: kept(search),
    sort: search.sort ?? null,
    group_by: search.group ? GROUP_FIELDS[search.group] : null,
    options: {
      ...(search.q ? { words: search.q.slice(0, 100) } : {}),
      ...(widths ? { [WIDTHS]: widths } : {}),
    },
    columns: columns.map(({ id }) => id),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** The search that a saved view stands for. */
export function fromView(view: SavedView): Record<keyof ViewSearch, unknown> {
  const { filter, options, sort, group_by } = view;
  const fields = Object.entries(filter)
    .filter(([name]) => name.startsWith("fld_"))
    .map(([name, value]) => `${name}:${typeof value === "string" ? value : (value.eq ?? "")}`);
  const given = {
    q: options.words,
    assignee: filter.assignee_id,
    status: several(filter.status),
    priority: several(filter.priority),
    due: dueOf(filter.due_at),
    tag: filter.tag_id,
    type: several(filter.type_id),
    state: stateOf(filter.completed),
    fields: fields.join(","),
    sort,
    group: Object.entries(GROUP_FIELDS).find(([, field]) => field === group_by)?.[0],
    view: view.id,
  };
  return { ...nothing, ...viewSearch(given) };
}

const GROUP_FIELDS = {
  status: "status",
  assignee: "assignee_ids",
  priority: "priority",
  type: "type_id",
} as const;

function kept(search: ViewSearch): Filter {
  return {
    ...(search.assignee ? { assignee_id: search.assignee } : {}),
    ...(search.status ? { status: { in: search.status } } : {}),
    ...(search.priority ? { priority: { in: search.priority } } : {}),
    ...(search.due ? { due_at: WHEN[search.due] } : {}),
    ...(search.type ? { type_id: { in: search.type } } : {}),
    ...(search.tag ? { tag_id: search.tag } : {}),
    ...(search.state ? { completed: String(search.state === "done") } : {}),
    // What is done is late no more.
    ...(search.due === "overdue" && !search.state ? { completed: "false" } : {}),
    ...Object.fromEntries(fieldValues(search.fields)),
  };
}

function moment(word: string, now: Date): string {
  const days = Number(/^today\+(\d+)d$/.exec(word)?.[1] ?? 0);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}

function several(value: Filter[string] | undefined): string | undefined {
  return typeof value === "object" ? (value.in ?? value.eq) : value;
}

function dueOf(value: Filter[string] | undefined): string | undefined {
  if (typeof value !== "object") return undefined;
  const asked = JSON.stringify(Object.entries(value).sort());
  return Object.entries(WHEN).find(([, one]) => JSON.stringify(Object.entries(one).sort()) === asked)?.[0];
}

function stateOf(value: Filter[string] | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value === "true" ? "done" : "open";
}
