/** Opening, renaming and deleting files. */
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Attachment, attachmentsQuery } from "./queries";

type Pages = InfiniteData<{ data: Attachment[] }>;

/** Where a file can be fetched for a minute. Raises Problem. */
export async function addressOf(
  workspaceId: string,
  attachmentId: string,
  inline: boolean,
): Promise<Schemas["OpenAttachmentView"]> {
  return ok(
    api.GET("/v1/workspaces/{workspace_id}/attachments/{attachment_id}", {
      params: { path: { workspace_id: workspaceId, attachment_id: attachmentId }, query: { inline } },
    }),
  );
}

/** The pages with something done to each file; what comes back as null is left out. */
const changed = (pages: Pages | undefined, change: (file: Attachment) => Attachment | null) =>
  pages && {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, data: page.data.flatMap((file) => change(file) ?? []) })),
  };

export function useAttachmentActions(taskId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const queryKey = attachmentsQuery(workspaceId, taskId).queryKey as unknown as string[];
    const params = ({ id }: Attachment) => ({ path: { workspace_id: workspaceId, attachment_id: id } });
    const refresh = () => client.invalidateQueries({ queryKey });
    return {
      download: async ({ id }: Attachment) => {
        try {
          const { download_url: url } = await addressOf(workspaceId, id, false);
          if (!url) return;
          const link = document.createElement("a");
          link.href = url;
          link.rel = "noopener";
          link.click();
        } catch (error) {
          failed(error);
        }
      },
      rename: async (file: Attachment, name: string) => {
        client.setQueryData<Pages>(queryKey, (pages) =>
          changed(pages, (one) => (one.id === file.id ? { ...one, name } : one)),
        );
        try {
          const address = "/v1/workspaces/{workspace_id}/attachments/{attachment_id}" as const;
          await ok(api.PATCH(address, { params: params(file), body: { name } }));
        } catch (error) {
          failed(error);
        }
        await refresh();
      },
      remove: async (file: Attachment) => {
        client.setQueryData<Pages>(queryKey, (pages) =>
          changed(pages, (one) => (one.id === file.id ? null : one)),
        );
        try {
          const address = "/v1/workspaces/{workspace_id}/attachments/{attachment_id}" as const;
          await ok(api.DELETE(address, { params: params(file) }));
          undoable(messages.removed(file.name), async () => {
            await ok(api.POST(`${address}/restore`, { params: params(file) }));
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
