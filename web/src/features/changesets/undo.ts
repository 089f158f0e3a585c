/** Taking back what a request changed, by its change set: the header `OneTick-Change-Set` of its answer names it. */
import type { QueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { follow } from "@/features/jobs/queries";

export type Conflict = Schemas["ConflictView"];

/** What is undone, or the job that does it. Raises Problem with `conflicts` when something is in the way. */
export async function undoChangeSet(
  workspaceId: string,
  changeSetId: string,
  on_conflict: "fail" | "skip" = "fail",
): Promise<Schemas["UndoView"]> {
  const path = { workspace_id: workspaceId, change_set_id: changeSetId };
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/change-sets/{change_set_id}/undo", {
      params: { path },
      body: { on_conflict },
    }),
  );
}

/** What would be in the way of undoing it; null when it cannot be undone for another reason. Nothing is written. */
export async function conflictsBefore(workspaceId: string, changeSetId: string): Promise<Conflict[] | null> {
  try {
    await api.POST("/v1/workspaces/{workspace_id}/change-sets/{change_set_id}/undo", {
      params: {
        path: { workspace_id: workspaceId, change_set_id: changeSetId },
        query: { dry_run: "true" },
      },
      body: { on_conflict: "fail" },
    });
    return [];
  } catch (error) {
    return conflictsOf(error);
  }
}

/** The conflicts that a refused undo names; null for any other error. */
export function conflictsOf(error: unknown): Conflict[] | null {
  const named = isProblem(error, "conflict") ? error.extra.conflicts : undefined;
  return Array.isArray(named) && named.length > 0 ? (named as Conflict[]) : null;
}

/** What may look different after an undo is read again. */
export async function afterUndo(client: QueryClient, workspaceId: string, done: Schemas["UndoView"]) {
  if (done.job) follow(client, done.job);
  await client.invalidateQueries({ queryKey: ["workspace", workspaceId] });
}
