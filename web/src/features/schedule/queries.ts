/** Tasks by their dates: read where they are kept by due date, for the days on the screen. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { steady } from "@/api/writing";
import { type TaskFilter, type TaskRow, tasksKey } from "@/features/tasks/queries";
import { type Day, momentAt, plusDays } from "./days";

/** Whose tasks: those of a project, or my own. */
export type Whose = { "filter[project_id]": string } | { "filter[assignee_id]": "me" };

const PAGE = 100;
const MOST_PAGES = 6;
/** So far behind the last day, what is due there may begin on the screen. */
const REACH_DAYS = 42;

/** In the shape of a list by pages, so that changes find the rows in it. */
export interface Gathered {
  pages: { data: TaskRow[] }[];
  pageParams: string[];
  /** Whether there were more than are read at once. */
  isCut: boolean;
}

/** The tasks that are due between two days, or that reach into them; finished ones among them. */
export const datedQuery = (workspaceId: string, whose: Whose, from: Day, to: Day) =>
  queryOptions({
    queryKey: [...tasksKey(workspaceId), "dated", whose, from, to],
    queryFn: ({ client, queryKey }): Promise<Gathered> =>
      steady(
        async () => {
          // A day more on both sides: whole days are those of another zone, perhaps.
          const begin = { "filter[due_at][gte]": momentAt(plusDays(from, -1), "00:00:00") };
          const end = { "filter[due_at][lt]": momentAt(plusDays(to, 2), "00:00:00") };
          const reach = { "filter[due_at][lt]": momentAt(plusDays(to, REACH_DAYS), "00:00:00") };
          return joined(
            await Promise.all([
              gather(workspaceId, { ...whose, ...begin, ...reach, sort: "due_at" }),
              gather(workspaceId, { ...whose, ...begin, ...end, sort: "due_at", "filter[completed]": true }),
            ]),
          );
        },
        () => client.getQueryData<Gathered>(queryKey),
      ),
  });

/** Open tasks without a due date: they come first in the order from the latest date. */
export const undatedQuery = (workspaceId: string, whose: Whose) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey(workspaceId), "undated", whose],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks", {
          params: {
            path: { workspace_id: workspaceId },
            query: { ...whose, sort: "-due_at", limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => {
      const isOver = last.data.some(({ due_at }) => due_at !== null);
      return isOver || typeof last.page.next_cursor !== "string" ? undefined : last.page.next_cursor;
    },
  });

/** Every row by a filter, up to a bound. */
export async function gather(
  workspaceId: string,
  filter: TaskFilter,
  mostPages = MOST_PAGES,
): Promise<Gathered> {
  const rows: TaskRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ok(
      api.GET("/v1/workspaces/{workspace_id}/tasks", {
        params: {
          path: { workspace_id: workspaceId },
          query: { ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) },
        },
      }),
    );
    rows.push(...answer.data);
    cursor = typeof answer.page.next_cursor === "string" ? answer.page.next_cursor : undefined;
    if (!cursor) break;
  }
  return { pages: [{ data: rows }], pageParams: [""], isCut: cursor !== undefined };
}

export function joined(parts: readonly Gathered[]): Gathered {
  return {
    pages: parts.flatMap(({ pages }) => pages),
    pageParams: parts.flatMap(({ pageParams }) => pageParams),
    isCut: parts.some(({ isCut }) => isCut),
  };
}

/** Each task once, whichever answers it is in; later answers win. */
export function rowsOf(...answers: ({ pages: { data: TaskRow[] }[] } | undefined)[]): TaskRow[] {
  const found = new Map<string, TaskRow>();
  for (const answer of answers) {
    for (const row of answer?.pages.flatMap(({ data }) => data) ?? []) {
      const known = found.get(row.id);
      if (!known || known.version <= row.version) found.set(row.id, row);
    }
  }
  return [...found.values()];
}
