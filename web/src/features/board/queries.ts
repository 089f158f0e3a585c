import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { api, ok } from "@/api/client";
import { steady } from "@/api/writing";
import { failed } from "@/components/feedback/toasts";
import { tasksKey } from "@/features/tasks/queries";
import { type BoardData, extended, fromView, refreshed } from "./board-data";

const path = (workspaceId: string, projectId: string) => ({
  workspace_id: workspaceId,
  project_id: projectId,
});

export const boardKey = (workspaceId: string, projectId: string) =>
  [...tasksKey(workspaceId), "board", projectId] as const;

/** Every column with its first window; windows that were loaded further down are kept. */
export const boardQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: boardKey(workspaceId, projectId),
    queryFn: ({ client, queryKey }): Promise<BoardData> => {
      const current = () => client.getQueryData<BoardData>(queryKey);
      return steady(async () => {
        const view = await ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/board", {
            params: { path: path(workspaceId, projectId) },
          }),
        );
        return refreshed(current(), fromView(view));
      }, current);
    },
  });

/** Loads the next window of a column; once at a time. */
export function useFurther(
  workspaceId: string,
  projectId: string,
): (sectionId: string, cursor: string) => void {
  const client = useQueryClient();
  const loading = useRef(new Set<string>());
  return useCallback(
    async (sectionId, cursor) => {
      if (loading.current.has(sectionId)) return;
      loading.current.add(sectionId);
      try {
        const view = await ok(
          api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/board", {
            params: { path: path(workspaceId, projectId), query: { section_id: sectionId, cursor } },
          }),
        );
        const [more] = fromView(view).columns;
        client.setQueryData<BoardData>(boardKey(workspaceId, projectId), (board) =>
          board && more ? extended(board, sectionId, more) : board,
        );
      } catch (error) {
        failed(error);
      } finally {
        loading.current.delete(sectionId);
      }
    },
    [client, workspaceId, projectId],
  );
}
