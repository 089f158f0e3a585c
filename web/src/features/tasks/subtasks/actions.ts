/** Adding, ordering, attaching and detaching subtasks: each shows at once, and goes back when it is refused. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { patchTask } from "../cache";
import { useTaskChanger } from "../changes";
import { subtasksQuery, type Task, type TaskRow, taskQuery } from "../queries";
import { messages } from "./messages";
import { type Pages, reordered, withLast, without } from "./order";

export function useSubtaskActions(parent: Task) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const changer = useTaskChanger();
  return useMemo(() => {
    const queryKey = subtasksQuery(workspaceId, parent.id).queryKey as unknown as string[];
    const refresh = () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: taskQuery(workspaceId, parent.key).queryKey }),
        client.invalidateQueries({ queryKey: taskQuery(workspaceId, parent.id).queryKey }),
      ]);
    const change = (act: (pages: Pages) => Pages) =>
      client.setQueryData<Pages>(queryKey, (pages) => (pages ? act(pages) : pages));
    const count = (done: number, total: number) => {
      const now = client.getQueryData<Task>(taskQuery(workspaceId, parent.key).queryKey) ?? parent;
      patchTask(client, workspaceId, parent.id, {
        subtasks: { ...now.subtasks, done: now.subtasks.done + done, total: now.subtasks.total + total },
      });
    };
    return {
      refresh,
      counted: count,
      /** Raises Problem. */
      add: async (title: string) => {
        const made = await changer.create({ project_id: parent.project_id, parent_id: parent.id, title });
        change((pages) => withLast(pages, made));
        count(0, 1);
        void refresh();
      },
      move: async (row: TaskRow, side: "above" | "below", other: TaskRow) => {
        change((pages) => reordered(pages, row.id, side, other.id));
        try {
          const next = side === "above" ? { before_id: other.id } : { after_id: other.id };
          await changer.setParent(row.id, { parent_id: parent.id, ...next });
        } catch (error) {
          failed(error, messages.notMoved);
        }
        await client.invalidateQueries({ queryKey });
      },
      attach: async (row: TaskRow) => {
        try {
          const made = await changer.setParent(row.id, { parent_id: parent.id });
          change((pages) => withLast(pages, made));
          undoable(messages.attached(row.key), async () => {
            await changer.setParent(row.id, { parent_id: row.parent_id });
            await refresh();
          });
        } catch (error) {
          failed(error);
        }
        await refresh();
      },
      detach: async (row: TaskRow, above: TaskRow | undefined) => {
        change((pages) => without(pages, row.id));
        try {
          await changer.setParent(row.id, { parent_id: null });
          undoable(messages.detached(row.key), async () => {
            const place = above ? { after_id: above.id } : {};
            await changer.setParent(row.id, { parent_id: parent.id, ...place });
            await refresh();
          });
        } catch (error) {
          failed(error);
        }
        await refresh();
      },
    };
  }, [client, workspaceId, changer, parent]);
}

export type SubtaskActions = ReturnType<typeof useSubtaskActions>;
