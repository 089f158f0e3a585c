/** Tasks as they are read. Everything under `tasksKey` holds rows that `cache.ts` keeps in step. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import type { paths } from "@/api/schema";
import { steady } from "@/api/writing";

export type TaskRow = Schemas["TaskRow"];
export type Task = Schemas["TaskView"];
export type Dependency = Schemas["TaskDependencyView"];
export type Comment = Schemas["SeenCommentView"];
export type HistoryEntry = Schemas["HistoryEntryView"];
export type Priority = TaskRow["priority"];
export type StatusCategory = TaskRow["status_category"];

export type TaskFilter = Omit<
  NonNullable<paths["/v1/workspaces/{workspace_id}/tasks"]["get"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

export const tasksKey = (workspaceId: string) => ["workspace", workspaceId, "tasks"] as const;

/** A task by id or key. */
export const taskQuery = (workspaceId: string, taskId: string) =>
  queryOptions({
    queryKey: [...tasksKey(workspaceId), "one", taskId],
    queryFn: ({ client, queryKey }): Promise<Task> =>
      steady(
        () => readTask(workspaceId, taskId),
        () => client.getQueryData(queryKey),
      ),
  });

/** The task as it is now, past the cache. */
export function readTask(workspaceId: string, taskId: string): Promise<Task> {
  const path = { workspace_id: workspaceId, task_id: taskId };
  return ok(api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}", { params: { path } }));
}

/** Tasks by a filter, page by page. A page may be short, or empty, before the last. */
export const taskListQuery = (workspaceId: string, filter: TaskFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey(workspaceId), "list", filter, limit],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks", {
          params: {
            path: { workspace_id: workspaceId },
            query: { ...filter, limit, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

/** The subtasks of a task, in order. */
export const subtasksQuery = (workspaceId: string, taskId: string) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey(workspaceId), "subtasks", taskId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/subtasks", {
          params: {
            path: { workspace_id: workspaceId, task_id: taskId },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

/** What a task waits for and what waits for it: at most 50 each. */
export const dependenciesQuery = (workspaceId: string, taskId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "dependencies"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/dependencies", {
            params: {
              path: { workspace_id: workspaceId, task_id: taskId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export const commentsQuery = (workspaceId: string, taskId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "comments"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/comments", {
          params: {
            path: { workspace_id: workspaceId, task_id: taskId },
            query: { sort: "-created_at", limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

/** The replies in a thread, the oldest first. */
export const repliesQuery = (workspaceId: string, taskId: string, commentId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "replies", commentId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/comments/{comment_id}/replies", {
          params: {
            path: { workspace_id: workspaceId, comment_id: commentId },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const historyQuery = (workspaceId: string, taskId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "task", taskId, "history"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/history", {
          params: {
            path: { workspace_id: workspaceId, task_id: taskId },
            query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });
