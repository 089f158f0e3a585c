/** What happened, told in sentences: one entry for everything that one person did at once. */
import { messages } from "../messages";
import type { HistoryEntry, Task } from "../queries";

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

type Asked = Task["approval"];

const DEEDS: Record<string, string> = {
  "task.created": messages.did.created,
  "task.deleted": messages.did.deleted,
  "task.restored": messages.did.restored,
  "task.merged": messages.did.merged,
  "task.absorbed": messages.did.absorbed,
  "task.watched": messages.did.watched,
  "task.unwatched": messages.did.unwatched,
  "task.overdue": messages.did.overdue,
  "task.due_approaching": messages.did.dueSoon,
  "task.dependency_added": messages.did.dependencyAdded,
  "task.dependency_changed": messages.did.dependencyChanged,
  "task.dependency_removed": messages.did.dependencyRemoved,
  "task.unblocked": messages.did.unblocked,
  "task.rescheduled": messages.did.rescheduled,
  "task.recurrence_set": messages.did.recurrenceSet,
  "task.recurrence_removed": messages.did.recurrenceRemoved,
  "task.recurrence_spawned": messages.did.recurrenceSpawned,
  "task.added_to_project": messages.did.addedToProject,
  "task.removed_from_project": messages.did.removedFromProject,
  "task.home_moved": messages.did.homeMoved,
  "task.subtasks_completed": messages.did.subtasksDone,
  "time_entry.created": messages.did.timeLogged,
  "time_entry.updated": messages.did.timeChanged,
  "time_entry.deleted": messages.did.timeDeleted,
  "attachment.created": messages.did.attached,
  "attachment.renamed": messages.did.attachmentRenamed,
  "attachment.deleted": messages.did.attachmentDeleted,
  "comment.replied": messages.did.replied,
  "comment.resolved": messages.did.resolved,
  "comment.reopened": messages.did.reopenedThread,
  "reaction.added": messages.did.reacted,
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
  "rank",
  "sprint_rank",
  "placements",
  "blocked",
  "blocking",
  "dependencies",
  "subtasks",
  "recurrence",
  "recurring",
  "logged_minutes",
  "search",
  "approval",
]);

/** The entries of one deed (same person, same version) become one moment. */
export function told(entries: readonly HistoryEntry[]): Moment[] {
  const moments: (Moment & { version: number })[] = [];
  for (const entry of entries) {
    const kind = kindOf(entry);
    const isTask = kind.startsWith("task.");
    const before = moments.at(-1);
    const isSame = isTask && before && before.version === entry.version && before.actorId === entry.actor_id;
    const changes = entry.changes.filter(({ field }) => !SILENT.has(field)).flatMap(eachField);
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

/** Custom fields are changed together, and told one by one. */
function eachField({ field, before, after }: HistoryEntry["changes"][number]): Change[] {
  if (field !== "custom_fields") return [{ field, before, after }];
  const was = (before ?? {}) as Record<string, unknown>;
  const is = (after ?? {}) as Record<string, unknown>;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((id) => JSON.stringify(was[id]) !== JSON.stringify(is[id]))
    .map((id) => ({ field: id, before: was[id], after: is[id] }));
}

function kindOf({ type }: HistoryEntry): string {
  return type.replace(/^onetick\./, "").replace(/\.v\d+$/, "");
}

function deedOf(kind: string, { context, changes }: HistoryEntry): string | null {
  if (kind === "task.approval_changed") {
    const asked = changes.find(({ field }) => field === "approval")?.after as Asked;
    return asked ? messages.did.approvals[asked.state] : messages.did.approvalEnded;
  }
  if (kind === "task.created" && context.copied_from) return messages.did.copied;
  return DEEDS[kind] ?? null;
}

/** At its creation every field is new, and none is worth telling. */
function isBeginning({ deed }: Moment): boolean {
  return deed === messages.did.created || deed === messages.did.copied;
}
