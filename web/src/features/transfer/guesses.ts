/** What a file seems to be, and what its columns seem to mean. The service guesses the same; here one sees it first. */
import type { Schemas } from "@/api/client";

export type Source = Schemas["NewImport"]["source"];

/** The names under which spreadsheets know a field, the surest first. */
export const FIELDS = {
  title: ["title", "name", "task name", "task", "summary", "subject", "card name"],
  description: ["description", "notes", "details", "body", "card description"],
  section: ["section", "section/column", "column", "list", "list name", "group"],
  status: ["status", "state"],
  type: ["type", "task type", "issue type", "work item type", "kind"],
  done: ["done", "completed", "complete", "is complete"],
  priority: ["priority"],
  assignees: ["assignee email", "assignees", "assignee", "owner", "assigned to", "responsible"],
  labels: ["labels", "tags", "label", "tag"],
  start_at: ["start", "start date", "start at", "start on"],
  due_at: ["due", "due date", "due at", "due on", "deadline"],
  estimate_minutes: ["estimate minutes", "estimate (minutes)"],
  points: ["points", "story points", "estimate points"],
  completed_at: ["completed at", "completed on", "resolved"],
  parent: ["parent", "parent id", "parent task", "parent key"],
  blocked_by: ["blocked by", "blocked by (dependencies)", "depends on"],
  external_id: ["id", "external id", "task id", "issue key", "key", "issue id", "card id"],
} as const;

export type Field = keyof typeof FIELDS;

/** By column: the field that it fills, `fld_…` for a custom one, or nothing. */
export type Mapping = Record<string, string>;

interface Custom {
  id: string;
  name: string;
}

const plain = (text: string) => text.trim().toLocaleLowerCase();

/** What each column means, by its name; each field is filled by one column at most. */
export function guessed(header: readonly string[], custom: readonly Custom[] = []): Mapping {
  const mapping: Mapping = {};
  for (const [field, names] of Object.entries(FIELDS)) {
    const column = names
      .map((name) => header.find((one) => plain(one) === name && !(one in mapping)))
      .find((found) => found !== undefined);
    if (column !== undefined) mapping[column] = field;
  }
  for (const { id, name } of custom) {
    const column = header.find((one) => plain(one) === plain(name) && !(one in mapping));
    if (column !== undefined) mapping[column] = id;
  }
  return mapping;
}

/** The same with another meaning for one column: who had that meaning before loses it. */
export function mapped(mapping: Mapping, column: string, meaning: string | null): Mapping {
  const others = Object.entries(mapping).filter(([name, field]) => name !== column && field !== meaning);
  return Object.fromEntries(meaning ? [...others, [column, meaning]] : others);
}

/** As the API takes it: a field that no column fills is said to have none. */
export function sent(mapping: Mapping): { columns: Record<string, string>; fields: Record<string, string> } {
  const columns: Record<string, string> = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, ""]));
  const fields: Record<string, string> = {};
  for (const [column, meaning] of Object.entries(mapping)) {
    if (meaning in FIELDS) columns[meaning] = column;
    else fields[column] = meaning;
  }
  return { columns, fields };
}

/** And back, with guesses for what was never said. */
export function mappingOf(
  header: readonly string[],
  manner: { columns: Record<string, string>; fields: Record<string, string> },
): Mapping {
  const isSaid = Object.keys(manner.columns).length > 0;
  let mapping = isSaid ? {} : guessed(header);
  for (const [field, column] of Object.entries(manner.columns)) {
    const name = header.find((one) => plain(one) === plain(column));
    if (name !== undefined) mapping = mapped(mapping, name, field);
  }
  for (const [column, field] of Object.entries(manner.fields)) {
    const name = header.find((one) => plain(one) === plain(column));
    if (name !== undefined) mapping = mapped(mapping, name, field);
  }
  return mapping;
}

/** What a file is, by its name and its beginning; null when it could be anything. */
export function sourceOf(fileName: string, beginning: string, header: readonly string[]): Source | null {
  const start = beginning.replace(/^\ufeff/, "").trimStart();
  if (/^(\{|\[\s*\{)/.test(start) && /"number":/.test(beginning) && /"title":/.test(beginning))
    return "github";
  if (start.startsWith("{")) {
    if (/"(idBoard|idList|idMembers|shortUrl|cards)"/.test(beginning)) return "trello";
    if (/"(gid|resource_type|memberships)"/.test(beginning)) return "asana";
    return null;
  }
  if (start.startsWith("PK") && beginning.includes("project.json")) return "onetick_archive";
  if (/\.xlsx$/i.test(fileName)) return "csv";
  const names = new Set(header.map(plain));
  if (names.has("summary") && (names.has("issue key") || names.has("issue id"))) return "jira";
  if (names.has("section/column") || (names.has("task id") && names.has("completed at"))) return "asana";
  if (names.has("task id") && names.has("task name")) return "clickup";
  if (names.has("id") && names.has("title") && names.has("cycle number")) return "linear";
  return /\.(csv|tsv|txt)$/i.test(fileName) ? "csv" : null;
}

const ORDERED = /^\s*(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/;

/** How dates are written, judged by those that can be read in one way only. */
export function dateOrderOf(values: readonly string[]): "ymd" | "dmy" | "mdy" {
  for (const value of values) {
    const match = ORDERED.exec(value);
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (String(match[1]).length === 4) return "ymd";
    if (first > 12) return "dmy";
    if (second > 12) return "mdy";
    if (/^\s*\d{1,2}\./.test(value)) return "dmy";
  }
  return "ymd";
}
