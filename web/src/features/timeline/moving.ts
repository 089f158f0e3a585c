/** Moving a task together with what waits for it. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { inTurn } from "@/api/writing";
import { failed, undoable } from "@/components/feedback/toasts";
import { useReschedule } from "@/features/schedule/rescheduling";
import { type Dates, datesOf, sameDates } from "@/features/schedule/spans";
import { findTask, patchTask, refreshTasks } from "@/features/tasks/cache";
import { useTaskChanger } from "@/features/tasks/changes";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type ShiftMode, scheduleKey, sendReschedule, shiftQuery } from "./queries";

/** Dates that somebody still decides about, because others wait for the task. */
export interface Proposal {
  task: TaskRow;
  dates: Dates;
  words: string;
}

/** A moment later the schedule has followed a change. */
const FOLLOWS_MS = [700, 3_000];

export function useMoving(projectId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const changer = useTaskChanger();
  const reschedule = useReschedule();
  const [proposal, setProposal] = useState<Proposal | null>(null);

  const settle = useCallback(() => {
    for (const delay of FOLLOWS_MS) {
      setTimeout(() => {
        void client.invalidateQueries({ queryKey: scheduleKey(workspaceId, projectId) });
        void refreshTasks(client, workspaceId);
      }, delay);
    }
  }, [client, workspaceId, projectId]);

  const alone = useCallback(
    async (task: TaskRow, dates: Dates, words: string) => {
      const after = await reschedule(task, dates, words);
      settle();
      return after;
    },
    [reschedule, settle],
  );

  /** At once when nothing has to move along; otherwise somebody is asked. */
  const move = useCallback(
    async (row: TaskRow, dates: Dates, words: string) => {
      const task = findTask(client, workspaceId, row.id) ?? row;
      if (sameDates(task, dates)) return;
      const next = { task, dates, words };
      if (task.dependencies.blocks.length === 0) {
        await alone(task, dates, words);
        return;
      }
      setProposal(next);
      try {
        const { shifts } = await client.fetchQuery(shiftQuery(workspaceId, task.id, dates, "needed"));
        if (shifts.length > 0) return;
        setProposal((now) => (now === next ? null : now));
        await alone(task, dates, words);
      } catch (error) {
        setProposal((now) => (now === next ? null : now));
        failed(error, messages.notMoved(task.key));
      }
    },
    [client, workspaceId, alone],
  );

  const decide = useCallback(
    async ({ task, dates, words }: Proposal, mode: ShiftMode) => {
      setProposal(null);
      if (mode === "no") {
        await alone(task, dates, words);
        return;
      }
      const before = new Map([[task.id, datesOf(task)]]);
      patchTask(client, workspaceId, task.id, dates);
      try {
        const answer = await inTurn(task.id, () => sendReschedule(workspaceId, task.id, dates, mode));
        patchTask(client, workspaceId, task.id, answer.task);
        for (const { task_id, start_at, due_at } of answer.shifts) {
          const known = findTask(client, workspaceId, task_id);
          if (known) before.set(task_id, datesOf(known));
          patchTask(client, workspaceId, task_id, { start_at, due_at });
        }
        undoable(messages.movedWith(task.key, answer.shifts.length), async () => {
          for (const [id, dates] of before) {
            const now = findTask(client, workspaceId, id);
            if (now) await changer.update(now, dates);
          }
          settle();
        });
      } catch (error) {
        patchTask(client, workspaceId, task.id, datesOf(task));
        failed(error, messages.notMoved(task.key));
      }
      settle();
    },
    [client, workspaceId, changer, alone, settle],
  );

  return { proposal, move, decide, dismiss: () => setProposal(null), settle };
}
