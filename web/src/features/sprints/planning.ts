/** Putting tasks into sprints, elsewhere in them, and back into the backlog: shown at once. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok } from "@/api/client";
import { inTurn } from "@/api/writing";
import { failed, rememberUndo, told } from "@/components/feedback/toasts";
import { findTask, patchTask } from "@/features/tasks/cache";
import { useTaskChanger } from "@/features/tasks/changes";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { backlogKey, sprintsKey, sprintTasksKey } from "./queries";

/** A sprint, or null for the backlog; and between which others, by their ids. */
export interface Spot {
  sprintId: string | null;
  afterId?: string | undefined;
  beforeId?: string | undefined;
}

interface Paged {
  pages: { data: TaskRow[] }[];
}

/** The spot at an index among rows, that does not count the task itself. */
export function spotAt(
  sprintId: string | null,
  rows: readonly TaskRow[],
  taskId: string,
  index: number,
): Spot {
  const rest = rows.filter(({ id }) => id !== taskId);
  return { sprintId, afterId: rest[index - 1]?.id, beforeId: rest[index]?.id };
}

/** The same pages with a row at a spot, or without it. */
export function withRow<T extends Paged>(list: T, row: TaskRow, spot: Spot | null): T {
  const pages = list.pages.map((page) => ({ ...page, data: page.data.filter(({ id }) => id !== row.id) }));
  if (!spot) return { ...list, pages };
  const at = (id: string | undefined) => {
    const page = pages.findIndex(({ data }) => data.some((one) => one.id === id));
    return { page, index: pages[page]?.data.findIndex((one) => one.id === id) ?? -1 };
  };
  const below = at(spot.beforeId);
  const above = at(spot.afterId);
  const last = pages.length - 1;
  const target =
    below.page >= 0
      ? below
      : above.page >= 0
        ? { page: above.page, index: above.index + 1 }
        : { page: last, index: pages[last]?.data.length ?? 0 };
  const changed = pages.map((page, index) =>
    index === target.page
      ? { ...page, data: [...page.data.slice(0, target.index), row, ...page.data.slice(target.index)] }
      : page,
  );
  return { ...list, pages: changed };
}

class Planner {
  constructor(
    readonly client: QueryClient,
    readonly workspaceId: string,
    readonly projectId: string,
  ) {}

  /** What is read just now may be from before. */
  async settle(): Promise<void> {
    for (const prefix of ["sprint", "backlog"]) {
      await this.client.cancelQueries({ queryKey: ["workspace", this.workspaceId, "tasks", prefix] });
    }
  }

  /** Take it out of every list and put it into one. */
  show(row: TaskRow, spot: Spot): void {
    const target = spot.sprintId
      ? sprintTasksKey(this.workspaceId, spot.sprintId)
      : backlogKey(this.workspaceId, this.projectId);
    const planned = { ...row, sprint_id: spot.sprintId };
    for (const prefix of ["sprint", "backlog"]) {
      const key = ["workspace", this.workspaceId, "tasks", prefix];
      for (const [queryKey, data] of this.client.getQueriesData<Paged>({ queryKey: key })) {
        const isTarget = JSON.stringify(queryKey) === JSON.stringify(target);
        if (data) this.client.setQueryData(queryKey, withRow(data, planned, isTarget ? spot : null));
      }
    }
    patchTask(this.client, this.workspaceId, row.id, { sprint_id: spot.sprintId });
  }

  refresh(): void {
    for (const prefix of ["sprint", "backlog"]) {
      void this.client.invalidateQueries({ queryKey: ["workspace", this.workspaceId, "tasks", prefix] });
    }
    void this.client.invalidateQueries({ queryKey: sprintsKey(this.workspaceId) });
  }

  send(row: TaskRow, spot: Spot): Promise<unknown> {
    const path = { workspace_id: this.workspaceId, task_id: row.id };
    if (!spot.sprintId) {
      return ok(
        api.DELETE("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks/{task_id}", {
          params: { path: { ...path, sprint_id: row.sprint_id ?? "" } },
        }),
      );
    }
    return ok(
      api.PUT("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks/{task_id}", {
        params: { path: { ...path, sprint_id: spot.sprintId } },
        body: {
          ...(spot.beforeId ? { before_id: spot.beforeId } : {}),
          ...(spot.afterId ? { after_id: spot.afterId } : {}),
        },
      }),
    );
  }
}

export type Plan = (task: TaskRow, spot: Spot, placeName: string, back: Spot | null) => Promise<boolean>;

export function usePlan(projectId: string): Plan {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const changer = useTaskChanger();
  return useMemo(() => {
    const planner = new Planner(client, workspaceId, projectId);
    /** Within the backlog, a place is one of the board. */
    const onBoard = async (row: TaskRow, spot: Spot) => {
      const beside = (id: string | undefined) => {
        const other = id ? findTask(client, workspaceId, id) : null;
        return other?.section_id === row.section_id ? other.id : undefined;
      };
      const afterId = beside(spot.afterId);
      const beforeId = beside(spot.beforeId);
      if (!afterId && !beforeId) {
        told(messages.boardOrder);
        return false;
      }
      planner.show(row, spot);
      const moved = await changer.move(
        row,
        { sectionId: row.section_id, ...(afterId ? { afterId } : {}), ...(beforeId ? { beforeId } : {}) },
        null,
        { projectId },
      );
      planner.refresh();
      return moved !== null;
    };
    const plan: Plan = async (given, spot, placeName, back) => {
      const row = findTask(client, workspaceId, given.id) ?? given;
      if (!spot.sprintId && !row.sprint_id) return onBoard(row, spot);
      planner.show(row, spot);
      void planner.settle();
      try {
        await inTurn(row.id, () => planner.send(row, spot));
      } catch (error) {
        if (back) planner.show(row, back);
        failed(error, messages.notMoved(row.key));
        return false;
      } finally {
        planner.refresh();
      }
      if (back) rememberUndo(() => plan(row, back, placeName, null));
      return true;
    };
    return plan;
  }, [client, workspaceId, projectId, changer]);
}
