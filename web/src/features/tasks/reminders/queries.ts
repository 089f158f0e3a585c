/** One's own reminders on a task. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { failed, rememberUndo, told, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Task } from "../queries";
import { messages } from "./messages";

export type Reminder = Schemas["ReminderView"];
export type When = { at: string } | { before_minutes: number };

const ADDRESS = "/v1/workspaces/{workspace_id}/tasks/{task_id}/reminders";

/** When the due date moves, so do they. */
export const remindersQuery = (workspaceId: string, task: Pick<Task, "id" | "due_at">) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", task.id, "reminders", task.due_at],
    queryFn: async (): Promise<Reminder[]> => {
      const params = { path: { workspace_id: workspaceId, task_id: task.id } };
      return (await ok(api.GET(ADDRESS, { params }))).data;
    },
  });

export function useReminderActions(task: Task) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const { queryKey } = remindersQuery(workspaceId, task);
    const path = { workspace_id: workspaceId, task_id: task.id };
    const put = (change: (now: Reminder[]) => Reminder[]) =>
      client.setQueryData<Reminder[]>(queryKey, (now) => change(now ?? []));
    const send = async (when: When) => {
      const made = await ok(api.POST(ADDRESS, { params: { path }, body: when }));
      put((now) => [...now, made]);
      return made;
    };
    const drop = async (id: string) => {
      put((now) => now.filter((one) => one.id !== id));
      await ok(api.DELETE(`${ADDRESS}/{reminder_id}`, { params: { path: { ...path, reminder_id: id } } }));
    };
    const settled = () => void client.invalidateQueries({ queryKey });
    return {
      set: async (when: When, said: string) => {
        try {
          const made = await send(when);
          rememberUndo(() => drop(made.id).finally(settled));
          told(messages.isSet(said));
        } catch (error) {
          failed(error);
        } finally {
          settled();
        }
      },
      take: async (one: Reminder) => {
        try {
          await drop(one.id);
          const when: When =
            one.before_minutes === null ? { at: one.at ?? "" } : { before_minutes: one.before_minutes };
          undoable(messages.wasTaken, () => send(when).finally(settled));
        } catch (error) {
          failed(error);
        } finally {
          settled();
        }
      },
    };
  }, [client, workspaceId, task]);
}
