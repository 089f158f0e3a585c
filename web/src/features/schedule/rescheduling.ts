/** Other dates for a task: shown at once, with a way back. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { undoable } from "@/components/feedback/toasts";
import { findTask, refreshTasks } from "@/features/tasks/cache";
import { useTaskChanger } from "@/features/tasks/changes";
import type { Task, TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { type Dates, datesOf, sameDates } from "./spans";

export type Reschedule = (task: TaskRow, dates: Dates, said: string) => Promise<Task | null>;

export function useReschedule(): Reschedule {
  const changer = useTaskChanger();
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useCallback(
    async (row, dates, said) => {
      // Several drags may be under way: each begins where the one before it led to.
      const task = findTask(client, workspaceId, row.id) ?? row;
      if (sameDates(task, dates)) return null;
      const before = datesOf(task);
      const after = await changer.update(task, dates);
      if (!after) return null;
      undoable(said, async () => {
        await changer.update(findTask(client, workspaceId, row.id) ?? after, before);
        void refreshTasks(client, workspaceId);
      });
      void refreshTasks(client, workspaceId);
      return after;
    },
    [changer, client, workspaceId],
  );
}
