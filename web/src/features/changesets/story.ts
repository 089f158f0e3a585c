/** Change sets in words: what was done, to what, and how its fields changed. */
import type { Schemas } from "@/api/client";
import { messages } from "./messages";

export type EntityChange = Schemas["EntityChange"];
export type FieldChange = Schemas["FieldChange"];

/** `updateTask` in words; what has none yet is taken apart: `mergeTag` becomes `Merged tag`. */
export function operationOf(operation: string): string {
  const known = messages.operations[operation];
  if (known) return known;
  const [verb = "", ...rest] = operation
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(" ");
  const words = [messages.deeds[verb] ?? `${verb}${verb.endsWith("e") ? "d" : "ed"}`, ...rest].join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function kindOf(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return messages.kinds[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export function fieldOf(field: string): string {
  const words = field.replace(/_ids?$/, "").replaceAll("_", " ");
  return messages.names[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Follows from other fields, or says nothing to people. */
const SILENT =
  /^(status_category|rank|version|updated_at|timezone|all_day|completed_at|watcher_count|purge_at|placements|project_ids)$/;

export interface Thing {
  kind: string;
  id: string;
  /** It was made or deleted by it. */
  deed: "created" | "deleted" | null;
  fields: FieldChange[];
}

/** What happened to each thing, all its events together: a field from what it was first to what it is in the end. */
export function things(changes: readonly EntityChange[]): Thing[] {
  const found = new Map<string, Thing>();
  for (const { event, kind, id, fields } of changes) {
    const thing = found.get(`${kind} ${id}`) ?? { kind, id, deed: null, fields: [] };
    found.set(`${kind} ${id}`, thing);
    if (/\.created(\.v\d+)?$/.test(event)) thing.deed = "created";
    else if (/\.deleted(\.v\d+)?$/.test(event)) thing.deed = "deleted";
    for (const change of fields.filter(({ field }) => !SILENT.test(field))) {
      const earlier = thing.fields.find(({ field }) => field === change.field);
      if (earlier) earlier.to = change.to;
      else thing.fields.push({ ...change });
    }
  }
  return [...found.values()].map((thing) => ({
    ...thing,
    fields: thing.deed === "created" ? [] : thing.fields,
  }));
}
