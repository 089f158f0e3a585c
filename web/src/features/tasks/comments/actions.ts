/** Writing, changing and taking back comments. */
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { type Comment, commentsQuery } from "../queries";

type Pages = InfiniteData<{ data: Comment[] }>;

export function useCommentActions(taskId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const { queryKey } = commentsQuery(workspaceId, taskId);
    const refresh = () => client.invalidateQueries({ queryKey });
    const path = (comment: Comment) => ({ workspace_id: workspaceId, comment_id: comment.id });
    const replace = (changed: Comment) =>
      client.setQueryData<Pages>(queryKey as unknown as string[], (pages) =>
        pages
          ? {
              ...pages,
              pages: pages.pages.map((page) => ({
                ...page,
                data: page.data.map((one) => (one.id === changed.id ? changed : one)),
              })),
            }
          : pages,
      );
    return {
      /** Raises Problem. */
      write: async (body_md: string) => {
        await ok(
          api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/comments", {
            params: { path: { workspace_id: workspaceId, task_id: taskId } },
            body: { body_md },
          }),
        );
        await refresh();
      },
      /** Raises Problem. */
      change: async (comment: Comment, body_md: string) => {
        const changed = await ok(
          api.PATCH("/v1/workspaces/{workspace_id}/comments/{comment_id}", {
            params: { path: path(comment), header: ifMatch(comment) },
            body: { body_md },
          }),
        );
        replace(changed);
      },
      remove: async (comment: Comment) => {
        try {
          await ok(
            api.DELETE("/v1/workspaces/{workspace_id}/comments/{comment_id}", {
              params: { path: path(comment) },
            }),
          );
          undoable(messages.commentRemoved, async () => {
            await ok(
              api.POST("/v1/workspaces/{workspace_id}/comments/{comment_id}/restore", {
                params: { path: path(comment) },
              }),
            );
            await refresh();
          });
        } catch (error) {
          failed(error);
        }
        await refresh();
      },
    };
  }, [client, workspaceId, taskId]);
}
