/** Logging time, and the timer. What is logged shows in the task, too. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { failed, told, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { tasksKey } from "../queries";
import { duration } from "./durations";
import { messages } from "./messages";
import { type TimeEntry, timeEntriesQuery, timerQuery } from "./queries";

const entry = "/v1/workspaces/{workspace_id}/time-entries/{entry_id}" as const;

export function useTimeActions() {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const path = { workspace_id: workspaceId };
    const { queryKey: timer } = timerQuery(workspaceId);
    const params = ({ id }: TimeEntry) => ({ path: { ...path, entry_id: id } });
    const refresh = (taskId: string) =>
      Promise.all([
        client.invalidateQueries({ queryKey: timeEntriesQuery(workspaceId, taskId).queryKey }),
        client.invalidateQueries({ queryKey: [...tasksKey(workspaceId), "one"] }),
      ]);
    /** Failures are shown; false then. */
    const tried = async (act: () => Promise<unknown>) => {
      try {
        await act();
        return true;
      } catch (error) {
        failed(error);
        return false;
      }
    };
    return {
      /** Raises Problem. */
      log: async (body: Schemas["NewTimeEntry"]) => {
        await ok(api.POST("/v1/workspaces/{workspace_id}/time-entries", { params: { path }, body }));
        await refresh(body.task_id);
      },
      /** Raises Problem. */
      change: async (seen: TimeEntry, body: Schemas["TimeEntryChanges"]) => {
        await ok(api.PATCH(entry, { params: { ...params(seen), header: ifMatch(seen) }, body }));
        await refresh(seen.task_id);
      },
      remove: (seen: TimeEntry) =>
        tried(async () => {
          await ok(api.DELETE(entry, { params: params(seen) }));
          undoable(messages.removed, async () => {
            await ok(api.POST(`${entry}/restore`, { params: params(seen) }));
            await refresh(seen.task_id);
          });
          await refresh(seen.task_id);
        }),
      start: (taskId: string) =>
        tried(async () => {
          const body = { task_id: taskId };
          const made = await ok(
            api.POST("/v1/workspaces/{workspace_id}/timer/start", { params: { path }, body }),
          );
          client.setQueryData(timer, made);
        }),
      stop: () =>
        tried(async () => {
          const made = await ok(
            api.POST("/v1/workspaces/{workspace_id}/timer/stop", { params: { path }, body: {} }),
          );
          client.setQueryData(timer, null);
          told(messages.stopped(duration(made.minutes)));
          await refresh(made.task_id);
        }),
      discard: () =>
        tried(async () => {
          await ok(api.DELETE("/v1/workspaces/{workspace_id}/timer", { params: { path } }));
          client.setQueryData(timer, null);
          told(messages.discarded);
        }),
    };
  }, [client, workspaceId]);
}

export type TimeActions = ReturnType<typeof useTimeActions>;
