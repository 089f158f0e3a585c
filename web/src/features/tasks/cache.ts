/**
 * One task is in many answers at once: a board, lists, the drawer. Whoever changes it changes it in all of
 * them, here, so that no two places on the screen disagree.
 */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { type BoardData, placeInBoard } from "@/features/board/board-data";
import { type Task, type TaskRow, tasksKey } from "./queries";

interface Page {
  data: TaskRow[];
}

/** Where a task stands in its column: above another, below another, or at the end. */
export interface Spot {
  sectionId: string;
  beforeId?: string;
  afterId?: string;
}

/** Any of them that is in the cache. */
export function findTask(client: QueryClient, workspaceId: string, taskId: string): TaskRow | null {
  for (const [, data] of client.getQueriesData({ queryKey: tasksKey(workspaceId) })) {
    const found = rowsOf(data).find(({ id, key }) => id === taskId || key === taskId);
    if (found) return found;
  }
  return null;
}

/** Every task that was read since the app was opened, each once. */
export function knownTasks(client: QueryClient, workspaceId: string): TaskRow[] {
  const found = new Map<string, TaskRow>();
  for (const [, data] of client.getQueriesData({ queryKey: tasksKey(workspaceId) })) {
    for (const row of rowsOf(data)) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Give it other values everywhere. */
export function patchTask(
  client: QueryClient,
  workspaceId: string,
  taskId: string,
  patch: Partial<Task>,
): void {
  each(client, workspaceId, (data) =>
    mapRows(data, (row) => (row.id === taskId ? { ...row, ...patch } : row)),
  );
}

/** Put it elsewhere on the board, with the values that follow from it. */
export function placeTask(client: QueryClient, workspaceId: string, taskId: string, spot: Spot): void {
  each(client, workspaceId, (data) => (isBoard(data) ? placeInBoard(data, taskId, spot) : data));
}

/** Take it away everywhere but in the drawer. */
export function dropTask(client: QueryClient, workspaceId: string, taskId: string): void {
  each(client, workspaceId, (data) => {
    if (isBoard(data)) {
      return {
        ...data,
        columns: data.columns.map((column) => {
          const tasks = column.tasks.filter(({ id }) => id !== taskId);
          return tasks.length === column.tasks.length
            ? column
            : { ...column, tasks, count: column.count - 1 };
        }),
      };
    }
    if (!isPaged(data)) return data;
    return {
      ...data,
      pages: data.pages.map((page) => ({ ...page, data: page.data.filter(({ id }) => id !== taskId) })),
    };
  });
}

/** Lists and boards are read again, when they are looked at. */
export function refreshTasks(client: QueryClient, workspaceId: string): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[0] === "workspace" &&
      queryKey[1] === workspaceId &&
      queryKey[2] === "tasks" &&
      queryKey[3] !== "one",
  });
}

function each(client: QueryClient, workspaceId: string, change: (data: unknown) => unknown): void {
  client.setQueriesData({ queryKey: tasksKey(workspaceId) }, (data: unknown) =>
    data === undefined ? undefined : change(data),
  );
}

function mapRows(data: unknown, change: (row: TaskRow) => TaskRow): unknown {
  if (isBoard(data)) {
    return {
      ...data,
      columns: data.columns.map((column) => ({ ...column, tasks: column.tasks.map(change) })),
    };
  }
  if (isPaged(data)) {
    return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(change) })) };
  }
  return isTask(data) ? change(data) : data;
}

function rowsOf(data: unknown): TaskRow[] {
  if (isBoard(data)) return data.columns.flatMap(({ tasks }) => tasks);
  if (isPaged(data)) return data.pages.flatMap((page) => page.data);
  return isTask(data) ? [data] : [];
}

function isBoard(data: unknown): data is BoardData {
  return typeof data === "object" && data !== null && "columns" in data;
}

function isPaged(data: unknown): data is InfiniteData<Page> {
  return typeof data === "object" && data !== null && "pages" in data;
}

function isTask(data: unknown): data is TaskRow {
  return typeof data === "object" && data !== null && "status_category" in data;
}
