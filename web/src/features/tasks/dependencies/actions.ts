/** Dependencies are kept with the task that waits: this knows which of the two that is. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { isProblem, type Problem } from "@/api/problem";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { patchTask } from "../cache";
import { type Dependency, dependenciesQuery, type Task } from "../queries";
import { messages } from "./messages";

type Direction = Dependency["direction"];
type Manner = Pick<Dependency, "type" | "lag_days">;

const address = "/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies/{other_id}" as const;

export function useDependencyActions(task: Task, onCircle: (problem: Problem) => void) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const { queryKey } = dependenciesQuery(workspaceId, task.id);
    const params = (direction: Direction, otherId: string) => {
      const [waiting, other] = direction === "blocked_by" ? [task.id, otherId] : [otherId, task.id];
      return { path: { workspace_id: workspaceId, task_id: waiting, other_id: other } };
    };
    const took = (answer: Schemas["TaskView"]) => patchTask(client, workspaceId, answer.id, answer);
    const settle = (otherId: string) =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: dependenciesQuery(workspaceId, otherId).queryKey }),
        client.invalidateQueries({
          predicate: ({ queryKey: [, , kind, one, id] }) =>
            kind === "tasks" && one === "one" && (id === task.key || id === task.id),
        }),
      ]);
    const put = async (direction: Direction, otherId: string, manner: Manner) => {
      try {
        took(await ok(api.PUT(address, { params: params(direction, otherId), body: manner })));
      } catch (error) {
        if (isProblem(error, "dependency_cycle")) onCircle(error);
        else failed(error);
      }
      await settle(otherId);
    };
    return {
      put,
      change: (one: Dependency, manner: Partial<Manner>) => {
        const next = { type: one.type, lag_days: one.lag_days, ...manner };
        client.setQueryData<Dependency[]>(queryKey, (all) =>
          all?.map((other) => (isSame(other, one) ? { ...other, ...next } : other)),
        );
        return put(one.direction, one.other_id, next);
      },
      remove: async (one: Dependency) => {
        client.setQueryData<Dependency[]>(queryKey, (all) => all?.filter((other) => !isSame(other, one)));
        try {
          took(await ok(api.DELETE(address, { params: params(one.direction, one.other_id) })));
          undoable(messages.removed, () =>
            put(one.direction, one.other_id, { type: one.type, lag_days: one.lag_days }),
          );
        } catch (error) {
          failed(error);
        }
        await settle(one.other_id);
      },
    };
  }, [client, workspaceId, task.id, task.key, onCircle]);
}

function isSame(one: Dependency, other: Dependency): boolean {
  return one.other_id === other.other_id && one.direction === other.direction;
}

export type DependencyActions = ReturnType<typeof useDependencyActions>;
