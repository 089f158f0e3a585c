/** What happened, told in sentences: one entry for everything that one person did at once. */
import { messages } from "../messages";
import type { HistoryEntry } from "../queries";

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

export interface Moment {
  id: string;
  time: string;
  actorId: string;
  actorType: string;
  /** What was done, when it is not told by the changes. */
  deed: string | null;
  changes: Change[];
}

const DEEDS: Record<string, string> = {
  "task.created": messages.did.created,
  "task.deleted": messages.did.deleted,
  "task.restored": messages.did.restored,
  "task.watched": messages.did.watched,
  "task.unwatched": messages.did.unwatched,
  "task.overdue": messages.did.overdue,
  "task.due_approaching": messages.did.dueSoon,
  "comment.created": messages.did.commented,
  "comment.updated": messages.did.commentEdited,
  "comment.deleted": messages.did.commentDeleted,
  "comment.restored": messages.did.commentRestored,
};

/** Follows from other fields, or is told by them. */
const SILENT = new Set([
  "status_category",
  "completed_at",
  "watcher_count",
  "timezone",
  "all_day",
  "project_ids",
]);

/** The entries of one deed (same person, same version) become one moment. */
export function told(entries: readonly HistoryEntry[]): Moment[] {
  const moments: (Moment & { version: number })[] = [];
  for (const entry of entries) {
    const kind = kindOf(entry);
    const isTask = !("comment_id" in entry.context);
    const before = moments.at(-1);
    const isSame = isTask && before && before.version === entry.version && before.actorId === entry.actor_id;
    const changes = entry.changes.filter(({ field }) => !SILENT.has(field)) as Change[];
    const deed = deedOf(kind, entry);
    if (isSame) {
      before.deed ??= deed;
      const known = new Set(before.changes.map(({ field }) => field));
      before.changes.push(...changes.filter(({ field }) => !known.has(field)));
    } else {
      moments.push({
        id: entry.id,
        time: entry.time,
        actorId: entry.actor_id,
        actorType: entry.actor_type,
        deed,
        changes,
        version: isTask ? entry.version : -1,
      });
    }
  }
  return moments
    .map((moment) => (isBeginning(moment) ? { ...moment, changes: [] } : moment))
    .filter(({ deed, changes }) => deed !== null || changes.length > 0);
}

function kindOf({ type }: HistoryEntry): string {
  return type.replace(/^onetick\./, "").replace(/\.v\d+$/, "");
}

function deedOf(kind: string, { context }: HistoryEntry): string | null {
  if (kind === "task.created" && context.copied_from) return messages.did.copied;
  return DEEDS[kind] ?? null;
}

/** At its creation every field is new, and none is worth telling. */
function isBeginning({ deed }: Moment): boolean {
  return deed === messages.did.created || deed === messages.did.copied;
}
