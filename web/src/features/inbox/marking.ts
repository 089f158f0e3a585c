/** Reading and unreading, shown at once. */
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { failed } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { inboxSummaryQuery, type Notification } from "./queries";

type Pages = InfiniteData<{ data: Notification[] }>;

export function useMarking() {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const lists = ["workspace", workspaceId, "inbox", "list"];
    const show = (isMeant: (one: Notification) => boolean, read: boolean) => {
      let difference = 0;
      client.setQueriesData<Pages>(
        { queryKey: lists },
        (pages) =>
          pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, data: page.data.map(mark) })) },
      );
      client.setQueryData(
        inboxSummaryQuery(workspaceId).queryKey,
        (summary) =>
          summary && { ...summary, unread: Math.max(0, summary.unread + (read ? -difference : difference)) },
      );
      function mark(one: Notification): Notification {
        if (!isMeant(one) || one.read === read) return one;
        difference = 1;
        return { ...one, read };
      }
    };
    const send = async (body: Schemas["Marking"]) => {
      try {
        const summary = await ok(
          api.POST("/v1/workspaces/{workspace_id}/notifications/mark", {
            params: { path: { workspace_id: workspaceId } },
            body,
          }),
        );
        client.setQueryData(inboxSummaryQuery(workspaceId).queryKey, summary);
      } catch (error) {
        failed(error);
        await client.invalidateQueries({ queryKey: ["workspace", workspaceId, "inbox"] });
      }
    };
    return {
      one: (notification: Notification, read: boolean) => {
        if (notification.read === read) return Promise.resolve();
        show(({ id }) => id === notification.id, read);
        return send({ ids: [notification.id], read });
      },
      /** Everything up to the newest one that is on the screen: what arrives meanwhile stays unread. */
      through: (newest: Notification) => {
        show(() => true, true);
        return send({ through: newest.id });
      },
    };
  }, [client, workspaceId]);
}
