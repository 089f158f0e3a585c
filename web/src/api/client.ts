/**
 * The API. Paths, parameters, bodies and answers are typed from our own OpenAPI document:
 *
 *     const task = await ok(api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}", { params: { path } }));
 *
 * Raises Problem when the API refuses, and Unreachable when it does not answer.
 */
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";
import { anonymousTransport, transport } from "./transport";

export type Schemas = components["schemas"];
type Preview = Schemas["Preview"];

const baseUrl = typeof location === "undefined" ? "http://localhost" : location.origin;

export const api = createClient<paths>({ baseUrl, fetch: transport });
export const anonymousApi = createClient<paths>({ baseUrl, fetch: anonymousTransport });

/** What a call answered. A write answers a preview only when it was asked to (`dry_run`), which is never here. */
export async function ok<T>(call: Promise<{ data?: T }>): Promise<Exclude<T, Preview>> {
  const { data } = await call;
  return data as Exclude<T, Preview>;
}

/** For `params.header`: change it only if it is still the version that was seen. */
export function ifMatch(seen: { version?: number | null }): { "If-Match": string } {
  return { "If-Match": `"v${seen.version ?? 0}"` };
}

/** Every row of a list, page by page, up to `most`. For lists that are short by nature: members, sections, teams. */
export async function everyPage<T>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ data: T[]; page: { next_cursor?: unknown; has_more?: unknown } }>,
  most = 500,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    rows.push(...answer.data);
    cursor = typeof answer.page.next_cursor === "string" ? answer.page.next_cursor : undefined;
  } while (cursor && rows.length < most);
  return rows;
}
