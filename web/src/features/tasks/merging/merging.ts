/** Two tasks become one; and whoever follows an address of the one that is gone is led to the other. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, ok } from "@/api/client";
import { isProblem } from "@/api/problem";
import { failed, told, undoable } from "@/components/feedback/toasts";
import { afterUndo, undoChangeSet } from "@/features/changesets/undo";
import { follow } from "@/features/jobs/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { dropTask, refreshTasks } from "../cache";
import type { TaskRow } from "../queries";
import { messages } from "./messages";

/** Merges a task into another; whether that was accepted. What it takes over follows in a moment, by a job. */
export function useMerge(): (task: TaskRow, into: TaskRow) => Promise<boolean> {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(
    () => async (task, into) => {
      try {
        const params = { path: { workspace_id: workspaceId, task_id: task.id } };
        const body = { into_task_id: into.id };
        const job = await ok(
          api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/merge", { params, body }),
        );
        dropTask(client, workspaceId, task.id);
        follow(client, job);
        const { change_set_id: changeSetId } = job;
        if (changeSetId) {
          undoable(messages.merged(task.key, into.key), async () =>
            afterUndo(client, workspaceId, await undoChangeSet(workspaceId, changeSetId)),
          );
        }
        return true;
      } catch (error) {
        failed(error);
        return false;
      } finally {
        void refreshTasks(client, workspaceId);
      }
    },
    [client, workspaceId],
  );
}

/** Leads on from a task that became part of another. `name`: what was asked for. */
export function useWhereItWent(name: string, error: unknown, open: (taskId: string) => void): void {
  const into = isProblem(error, "gone") ? error.extra.merged_into : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each task that is gone
  useEffect(() => {
    if (typeof into !== "string") return;
    open(into);
    if (/^[A-Z]/.test(name)) told(messages.wentHere(name));
  }, [into, name]);
}
