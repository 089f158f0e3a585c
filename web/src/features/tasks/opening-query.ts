/**
 * A task that is opened: one request brings it with the beginning of all that belongs to it, and each panel
 * finds its part in the cache. After that each is read again on its own.
 */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { steady } from "@/api/writing";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { attachmentsQuery } from "./attachments/queries";
import { commentsQuery, readTask, subtasksQuery, type Task, taskQuery } from "./queries";
import { fetchParts } from "./registry";

fetchParts();

/** How many rows of each the answer has at most: fewer are all there are. */
const WINDOW = { subtasks: 50, comments: 20, attachments: 20 };

export function useOpenedTask(taskId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => openedTaskQuery(client, workspaceId, taskId), [client, workspaceId, taskId]);
}

function openedTaskQuery(client: QueryClient, workspaceId: string, taskId: string) {
  const { queryKey } = taskQuery(workspaceId, taskId);
  let isFirst = true;
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Task> => {
      if (!isFirst) {
        return steady(
          () => readTask(workspaceId, taskId),
          () => client.getQueryData(queryKey),
        );
      }
      const answer = await steady(
        () => readDrawer(workspaceId, taskId),
        () => undefined,
      );
      isFirst = false;
      spread(client, workspaceId, answer);
      return answer.task;
    },
  });
}

function readDrawer(workspaceId: string, taskId: string): Promise<Schemas["DrawerView"]> {
  const path = { workspace_id: workspaceId, task_id: taskId };
  return ok(api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/drawer", { params: { path } }));
}

function spread(client: QueryClient, workspaceId: string, answer: Schemas["DrawerView"]): void {
  const { id } = answer.task;
  const put = (queryKey: readonly unknown[], data: readonly unknown[], window: number) => {
    if (data.length >= window) return;
    const page = { data, page: { next_cursor: null, has_more: false } };
    client.setQueryData(queryKey, { pages: [page], pageParams: [""] });
  };
  put(subtasksQuery(workspaceId, id).queryKey, answer.subtasks, WINDOW.subtasks);
  put(commentsQuery(workspaceId, id).queryKey, answer.comments, WINDOW.comments);
  put(attachmentsQuery(workspaceId, id).queryKey, answer.attachments, WINDOW.attachments);
}
