/** Until when somebody has seen how long work ended: what ended before is not in the tray any more. */
import { useCallback, useState } from "react";
import type { Job } from "./queries";
import { isOver } from "./story";

/** For whoever never cleared the tray: what ended longer ago is no news. */
const NEWS = 10 * 60_000;

export function useSeen(workspaceId: string): [since: number, clear: () => void] {
  const key = `onetick.jobs-seen.${workspaceId}`;
  const [since, setSince] = useState(() => Number(localStorage.getItem(key)) || 0);
  const clear = useCallback(() => {
    const now = Date.now();
    localStorage.setItem(key, String(now));
    setSince(now);
  }, [key]);
  return [Math.max(since, Date.now() - NEWS), clear];
}

/** What the tray shows: what is under way, and what ended since. A look into a file is told by its own screen. */
export function inTray(jobs: readonly Job[], since: number): Job[] {
  return jobs.filter((job) => {
    if (job.kind === "import" && job.result?.mode === "plan") return false;
    return !isOver(job) || Date.parse(job.finished_at ?? job.updated_at) > since;
  });
}
