/** Linking two tasks, and taking the link away: shown at once. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { inTurn } from "@/api/writing";
import { failed, undoable } from "@/components/feedback/toasts";
import { patchTask } from "@/features/tasks/cache";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Kind } from "./arrows";
import { messages } from "./messages";

type Dependencies = Schemas["DependenciesView"];

export function useDependencies(onSettled: () => void) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const params = (task: TaskRow, other: TaskRow) => ({
      path: { workspace_id: workspaceId, task_id: task.id, other_id: other.id },
    });
    const show = (
      task: TaskRow,
      other: TaskRow,
      change: (list: Dependencies) => Dependencies,
      back: boolean,
    ) => {
      patchTask(client, workspaceId, task.id, { dependencies: change(task.dependencies) });
      const blocks = other.dependencies.blocks.filter(({ id }) => id !== task.id);
      patchTask(client, workspaceId, other.id, {
        dependencies: {
          ...other.dependencies,
          blocks: back ? blocks : [...blocks, { id: task.id } as never],
        },
      });
    };
    const restore = (task: TaskRow, other: TaskRow) => {
      patchTask(client, workspaceId, task.id, { dependencies: task.dependencies });
      patchTask(client, workspaceId, other.id, { dependencies: other.dependencies });
    };
    const without = (list: Dependencies, id: string) => list.blocked_by.filter((one) => one.id !== id);

    const put = async (task: TaskRow, other: TaskRow, type: Kind, lag_days: number): Promise<boolean> => {
      const link = { id: other.id, type, lag_days, met: other.completed_at !== null };
      show(task, other, (list) => ({ ...list, blocked_by: [...without(list, other.id), link] }), false);
      try {
        const after = await inTurn(task.id, () =>
          ok(
            api.PUT("/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}", {
              params: params(task, other),
              body: { type, lag_days },
            }),
          ),
        );
        patchTask(client, workspaceId, task.id, after);
        return true;
      } catch (error) {
        restore(task, other);
        failed(error, messages.notLinked);
        return false;
      } finally {
        onSettled();
      }
    };
    const take = async (task: TaskRow, other: TaskRow): Promise<boolean> => {
      show(task, other, (list) => ({ ...list, blocked_by: without(list, other.id) }), true);
      try {
        await inTurn(task.id, () =>
          ok(
            api.DELETE("/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}", {
              params: params(task, other),
            }),
          ),
        );
        return true;
      } catch (error) {
        restore(task, other);
        failed(error);
        return false;
      } finally {
        onSettled();
      }
    };
    return {
      /** The one waits for the other to be finished. */
      link: async (task: TaskRow, other: TaskRow) => {
        if (await put(task, other, "FS", 0)) {
          undoable(messages.linked(task.key, other.key), () => take(task, other));
        }
      },
      unlink: async (task: TaskRow, other: TaskRow) => {
        const was = task.dependencies.blocked_by.find(({ id }) => id === other.id);
        if (!was || !(await take(task, other))) return;
        undoable(messages.unlinked(task.key, other.key), () => put(task, other, was.type, was.lag_days));
      },
    };
  }, [client, workspaceId, onSettled]);
}
