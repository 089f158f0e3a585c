/** What belongs to one task or project, and is listed for a whole workspace only to those who see all of its trash. */
import { api, ok } from "@/api/client";
import { at, type Kind, type Trashed, W } from "./kind";
import { messages } from "./messages";

type Part = "comment" | "attachment" | "time_entry" | "status_update";

const listOf =
  (kind: Part): Kind["list"] =>
  (workspaceId, page) =>
    ok(
      api.GET(`${W}/trash`, {
        params: { path: at(workspaceId), query: { ...page, "filter[kind]": kind } },
      }),
    );

const part = (kind: Part, label: string, restore: Kind["restore"]): Kind => ({
  label,
  bin: kind,
  isForPurgers: true,
  list: listOf(kind),
  restore,
});

export const parts = {
  comments: part("comment", messages.kinds.comments, (w, { id }) =>
    api.POST(`${W}/comments/{comment_id}/restore`, { params: { path: { ...at(w), comment_id: id } } }),
  ),
  attachments: part("attachment", messages.kinds.attachments, (w, { id }) =>
    api.POST(`${W}/attachments/{attachment_id}/restore`, {
      params: { path: { ...at(w), attachment_id: id } },
    }),
  ),
  time: part("time_entry", messages.kinds.time, (w, { id }) =>
    api.POST(`${W}/time-entries/{entry_id}/restore`, { params: { path: { ...at(w), entry_id: id } } }),
  ),
  updates: part("status_update", messages.kinds.updates, restoreUpdate),
};

/** Of a project or of a portfolio: the service calls both a project here. */
function restoreUpdate(workspaceId: string, { id, projectId }: Trashed): Promise<unknown> {
  const owner = projectId ?? "";
  return owner.startsWith("prj_")
    ? api.POST(`${W}/projects/{project_id}/status-updates/{status_update_id}/restore`, {
        params: { path: { ...at(workspaceId), project_id: owner, status_update_id: id } },
      })
    : api.POST(`${W}/portfolios/{portfolio_id}/status-updates/{portfolio_update_id}/restore`, {
        params: { path: { ...at(workspaceId), portfolio_id: owner, portfolio_update_id: id } },
      });
}
