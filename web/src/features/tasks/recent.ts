/** Which tasks were opened last on this device, newest first. */
import { useEffect } from "react";

export interface Recent {
  id: string;
  key: string;
  title: string;
}

const KEPT = 6;

const PREFIX = "onetick.recent.";

const place = (workspaceId: string, userId: string) => `${PREFIX}${workspaceId}.${userId}`;

/** Those of a person in a workspace; none when what is kept cannot be read. */
export function recentTasks(workspaceId: string, userId: string): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(workspaceId, userId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Keep nothing on this device, for whoever uses it next. */
export function forgetRecentTasks(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

/** With this task before the others. */
export function withRecent(before: readonly Recent[], { id, key, title }: Recent): readonly Recent[] {
  return [{ id, key, title }, ...before.filter((one) => one.id !== id)].slice(0, KEPT);
}

/** Remember that a task is open. */
export function useRemembered(
  workspaceId: string,
  userId: string,
  task: Recent & { deleted_at: string | null },
) {
  const { id, key, title } = task;
  const isThere = task.deleted_at === null;
  useEffect(() => {
    const before = recentTasks(workspaceId, userId);
    const after = isThere ? withRecent(before, { id, key, title }) : before.filter((one) => one.id !== id);
    try {
      localStorage.setItem(place(workspaceId, userId), JSON.stringify(after));
    } catch {
      // Without room on the device nothing is remembered, and nothing else is lost.
    }
  }, [workspaceId, userId, id, key, title, isThere]);
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== "object" || value === null) return false;
  const { id, key, title } = value as Record<string, unknown>;
  return [id, key, title].every((text) => typeof text === "string");
}
