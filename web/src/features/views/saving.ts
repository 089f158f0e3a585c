/** Saved views are made, changed, put in order and taken away here. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { failed, told, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { type Column, type SavedView, toView } from "./filter";
import { messages } from "./messages";
import { viewsKey } from "./queries";
import type { ViewSearch } from "./search";

/** What is on the screen, to be kept. */
export interface Shown {
  type: "board" | "list";
  search: ViewSearch;
  /** Of a list. */
  columns: readonly Column[];
}

export function useSavedViews(projectId: string) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const refresh = () => client.invalidateQueries({ queryKey: viewsKey(workspaceId, projectId) });
    const path = ({ id }: SavedView) => ({ workspace_id: workspaceId, view_id: id });
    /** Failures have been shown; then it answers null. */
    const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (error) {
        failed(error);
        return null;
      } finally {
        void refresh();
      }
    };
    const patch = (view: SavedView, body: object) =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/views/{view_id}", {
          params: { path: path(view), header: ifMatch(view) },
          body,
        }),
      );
    return {
      create: (name: string, scope: "shared" | "personal", { type, search, columns }: Shown) =>
        attempt(async () => {
          const view = await ok(
            api.POST("/v1/workspaces/{workspace_id}/views", {
              params: { path: { workspace_id: workspaceId } },
              body: { name, scope, type, project_id: projectId, ...toView(search, columns) },
            }),
          );
          told(messages.saved(name));
          return view;
        }),
      update: (view: SavedView, { type, search, columns }: Shown) =>
        attempt(async () => {
          await patch(view, { type, ...toView(search, columns) });
          told(messages.saved(view.name));
        }),
      /** A name, whether others see it, or whether the project opens in it. */
      change: (view: SavedView, body: Pick<Schemas["ViewChanges"], "name" | "scope" | "is_default">) =>
        attempt(() => patch(view, body)),
      putBefore: (view: SavedView, other: SavedView | undefined) =>
        attempt(() => patch(view, { before_id: other?.id ?? null })),
      remove: (view: SavedView) =>
        attempt(async () => {
          await ok(
            api.DELETE("/v1/workspaces/{workspace_id}/views/{view_id}", { params: { path: path(view) } }),
          );
          undoable(messages.removed(view.name), async () => {
            await ok(
              api.POST("/v1/workspaces/{workspace_id}/views/{view_id}/restore", {
                params: { path: path(view) },
              }),
            );
            await refresh();
          });
        }),
    };
  }, [client, workspaceId, projectId]);
}
