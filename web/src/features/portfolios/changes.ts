/** Changing what a portfolio holds: shown at once, taken back when it is refused. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, ok } from "@/api/client";
import { failed, rememberUndo, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { moved, type Place, placeOf } from "./order";
import { type Held, heldKey, portfolioPath, portfoliosKey } from "./queries";

export function useHeldChanger(portfolioId: string) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const { path } = portfolioPath(workspaceId, portfolioId).params;

  const showing = useCallback(
    async (change: (rows: Held[]) => Held[], act: () => Promise<unknown>): Promise<boolean> => {
      const key = heldKey(workspaceId, portfolioId);
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Held[]>(key);
      client.setQueryData<Held[]>(key, (rows) => rows && change(rows));
      try {
        await act();
        return true;
      } catch (error) {
        client.setQueryData(key, before);
        failed(error);
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: [...portfoliosKey(workspaceId), portfolioId] });
      }
    },
    [client, workspaceId, portfolioId],
  );

  const put = (projectId: string, place: Place) =>
    ok(
      api.POST("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects/{project_id}/move", {
        params: { path: { ...path, project_id: projectId } },
        body: place,
      }),
    );

  const add = (ids: string[], beforeId: string | null = null) =>
    ok(
      api.POST("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects", {
        params: { path },
        body: { project_ids: ids, before_id: beforeId },
      }),
    );

  /** Put a row at another place; Ctrl/Cmd-Z puts it back. */
  const move = async (rows: Held[], from: number, to: number): Promise<boolean> => {
    const row = rows[from];
    const after = moved(rows, from, to);
    const [place, back] = [placeOf(after, to), placeOf(rows, from)];
    if (!row || from === to || !place) return false;
    const done = await showing(
      () => after,
      () => put(row.project_id, place),
    );
    if (done && back)
      rememberUndo(() =>
        showing(
          () => rows,
          () => put(row.project_id, back),
        ),
      );
    return done;
  };

  /** Take a row out; the toast puts it back where it was. */
  const takeOut = async (rows: Held[], row: Held): Promise<void> => {
    const next = rows[rows.indexOf(row) + 1]?.project_id ?? null;
    const done = await showing(
      (now) => now.filter(({ project_id }) => project_id !== row.project_id),
      () =>
        ok(
          api.DELETE("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects/{project_id}", {
            params: { path: { ...path, project_id: row.project_id } },
          }),
        ),
    );
    if (!done) return;
    undoable(messages.takenOut(row.name), () =>
      showing(
        (now) => now,
        () => add([row.project_id], next),
      ),
    );
  };

  return { move, takeOut, add };
}

export type HeldChanger = ReturnType<typeof useHeldChanger>;
