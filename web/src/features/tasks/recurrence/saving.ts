/** Rules are tried before they are saved: the service says which dates they mean. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { type Task, tasksKey } from "../queries";

export type Rule = Required<Omit<Schemas["NewRecurrence"], "timezone">>;

const address = "/v1/workspaces/{workspace_id}/tasks/{task_id}/recurrence" as const;

/** The next dates of a rule, without setting it. */
export const datesQuery = (workspaceId: string, task: Task, rule: Rule) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", task.id, "dates", rule, task.due_at],
    queryFn: async (): Promise<string[]> => {
      const { data } = await api.PUT(address, {
        params: {
          path: { workspace_id: workspaceId, task_id: task.id },
          query: { count: 5, dry_run: "true" },
        },
        body: rule,
      });
      return nextDatesOf(data);
    },
    retry: false,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });

export function useRecurrenceActions(task: Task) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const params = { path: { workspace_id: workspaceId, task_id: task.id } };
    const refresh = () => client.invalidateQueries({ queryKey: tasksKey(workspaceId) });
    return {
      save: async (rule: Rule) => {
        await ok(api.PUT(address, { params, body: rule }));
        await refresh();
      },
      stop: async () => {
        await ok(api.DELETE(address, { params }));
        await refresh();
      },
    };
  }, [client, workspaceId, task.id]);
}

/** A preview says what would be answered. */
function nextDatesOf(answer: unknown): string[] {
  const { result } = (answer ?? {}) as { result?: { next_dates?: string[] } };
  return result?.next_dates ?? [];
}
