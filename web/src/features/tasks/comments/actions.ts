/** Writing, changing, settling and taking back comments. A comment is the same in its list and in its thread. */
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { type Comment, commentsQuery, repliesQuery } from "../queries";
import { codePoints, reacted } from "./reactions";

type Pages = InfiniteData<{ data: Comment[] }>;

const one = "/v1/workspaces/{workspace_id}/comments/{comment_id}" as const;

export function useCommentActions(taskId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const ofTask = ["workspace", workspaceId, "task", taskId];
    const refresh = ({ parent_id }: Pick<Comment, "parent_id">) => {
      const isThread = parent_id !== null;
      const again = [client.invalidateQueries({ queryKey: commentsQuery(workspaceId, taskId).queryKey })];
      if (isThread) {
        const { queryKey } = repliesQuery(workspaceId, taskId, parent_id);
        again.push(client.invalidateQueries({ queryKey }));
      }
      return Promise.all(again);
    };
    const params = (comment: Comment) => ({ path: { workspace_id: workspaceId, comment_id: comment.id } });
    const replace = (changed: Comment) => {
      for (const kind of ["comments", "replies"]) {
        client.setQueriesData<Pages>({ queryKey: [...ofTask, kind] }, (pages) =>
          pages ? replaced(pages, changed) : pages,
        );
      }
    };
    const tried = async (comment: Comment, act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        failed(error);
        await refresh(comment);
      }
    };
    return {
      /** Raises Problem. */
      write: async (body_md: string) => {
        await ok(
          api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/comments", {
            params: { path: { workspace_id: workspaceId, task_id: taskId } },
            body: { body_md },
          }),
        );
        await refresh({ parent_id: null });
      },
      /** Raises Problem. */
      reply: async (thread: Comment, body_md: string) => {
        await ok(api.POST(`${one}/replies`, { params: params(thread), body: { body_md } }));
        await refresh({ parent_id: thread.id });
      },
      /** Raises Problem. */
      change: async (comment: Comment, body_md: string) => {
        const header = ifMatch(comment);
        replace(await ok(api.PATCH(one, { params: { ...params(comment), header }, body: { body_md } })));
      },
      settle: (comment: Comment) =>
        tried(comment, async () =>
          replace(await ok(api.POST(`${one}/resolve`, { params: params(comment) }))),
        ),
      reopen: (comment: Comment) =>
        tried(comment, async () => replace(await ok(api.POST(`${one}/reopen`, { params: params(comment) })))),
      react: (comment: Comment, emoji: string) =>
        tried(comment, async () => {
          const id = codePoints(emoji);
          const isMine = comment.own_reactions.includes(id);
          replace(reacted(comment, emoji));
          const { path } = params(comment);
          if (isMine) {
            const address = `${one}/reactions/{reaction_id}` as const;
            await ok(api.DELETE(address, { params: { path: { ...path, reaction_id: id } } }));
          } else {
            replace(await ok(api.POST(`${one}/reactions`, { params: { path }, body: { emoji } })));
          }
        }),
      remove: async (comment: Comment) => {
        await tried(comment, async () => {
          await ok(api.DELETE(one, { params: params(comment) }));
          undoable(messages.commentRemoved, async () => {
            await ok(api.POST(`${one}/restore`, { params: params(comment) }));
            await refresh(comment);
          });
        });
        await refresh(comment);
      },
    };
  }, [client, workspaceId, taskId]);
}

export type CommentActions = ReturnType<typeof useCommentActions>;

function replaced(pages: Pages, changed: Comment): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      data: page.data.map((comment) => (comment.id === changed.id ? changed : comment)),
    })),
  };
}
