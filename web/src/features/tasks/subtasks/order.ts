/** The order of subtasks on the screen, before the service has answered. */
import type { InfiniteData } from "@tanstack/react-query";
import type { TaskRow } from "../queries";

export interface Page {
  data: TaskRow[];
  page: unknown;
}
export type Pages = InfiniteData<Page>;

/** Put one above or below another; every page keeps its length. */
export function reordered(pages: Pages, id: string, side: "above" | "below", otherId: string): Pages {
  const all = pages.pages.flatMap((page) => page.data);
  const moved = all.find((row) => row.id === id);
  const rest = all.filter((row) => row.id !== id);
  const at = rest.findIndex((row) => row.id === otherId);
  if (!moved || at < 0) return pages;
  rest.splice(side === "above" ? at : at + 1, 0, moved);
  return dealt(pages, rest);
}

export function without(pages: Pages, id: string): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, data: page.data.filter((row) => row.id !== id) })),
  };
}

/** At the end, if the end is loaded. */
export function withLast(pages: Pages, row: TaskRow): Pages {
  const last = pages.pages.at(-1);
  const cursor = (last?.page as { next_cursor?: unknown } | undefined)?.next_cursor;
  if (!last || cursor || pages.pages.some(({ data }) => data.some(({ id }) => id === row.id))) return pages;
  return { ...pages, pages: [...pages.pages.slice(0, -1), { ...last, data: [...last.data, row] }] };
}

function dealt(pages: Pages, rows: TaskRow[]): Pages {
  let from = 0;
  return {
    ...pages,
    pages: pages.pages.map((page) => {
      const data = rows.slice(from, from + page.data.length);
      from += page.data.length;
      return { ...page, data };
    }),
  };
}
