/** The files of a task. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";

export type Attachment = Schemas["ListedAttachmentView"];

export const attachmentsQuery = (workspaceId: string, taskId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "attachments"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/attachments", {
          params: {
            path: { workspace_id: workspaceId, task_id: taskId },
            query: { sort: "-created_at", limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
