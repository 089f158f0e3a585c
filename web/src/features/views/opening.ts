/** Where a saved view is opened. */
import { queryClient } from "@/api/query-client";
import { boardQuery } from "@/features/board/queries";
import { fromView, type SavedView } from "./filter";
import { viewsQuery } from "./queries";

export function viewAddress(workspaceId: string, view: Pick<SavedView, "type" | "project_id">) {
  return {
    to:
      view.type === "board"
        ? ("/w/$workspaceId/p/$projectId/board" as const)
        : ("/w/$workspaceId/p/$projectId/list" as const),
    params: { workspaceId, projectId: view.project_id ?? "" },
  };
}

const PATIENCE_MS = 1_500;

/**
 * The view in which a project opens for everybody; null where none is said, or it does not come in time.
 * A default view is a board or a list, and so mostly is the one that was used last: what they show is asked for
 * beside, and does not wait for the answer.
 */
export async function defaultOpening(workspaceId: string, projectId: string, last: string | undefined) {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const views = queryClient.ensureQueryData(viewsQuery(workspaceId, projectId)).catch(() => null);
  if (last === "board" || last === "list") void queryClient.prefetchQuery(boardQuery(workspaceId, projectId));
  const view = (await Promise.race([views, late]))?.find((one) => one.is_default);
  return view ? { ...viewAddress(workspaceId, view), search: fromView(view) } : null;
}
