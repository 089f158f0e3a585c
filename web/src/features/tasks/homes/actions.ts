/** In which projects a task is. Its home gives it its workflow and its fields. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { patchTask, refreshTasks } from "../cache";
import type { Task } from "../queries";
import { messages } from "./messages";

export type Home = Schemas["TaskProjectView"];

const address = "/v1/workspaces/{workspace_id}/tasks/{task_id}/projects/{project_id}" as const;

export const homesQuery = (workspaceId: string, task: Task) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "task", task.id, "projects", task.project_id, ...task.project_ids],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}/projects", {
            params: {
              path: { workspace_id: workspaceId, task_id: task.id },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
    staleTime: 30_000,
  });

export function useHomeActions(task: Task) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => {
    const params = (project_id: string) => ({
      path: { workspace_id: workspaceId, task_id: task.id, project_id },
    });
    const took = async (answer: Task) => {
      patchTask(client, workspaceId, task.id, answer);
      await refreshTasks(client, workspaceId);
    };
    const put = async (projectId: string, body: Schemas["PlaceInProject"]) =>
      took(await ok(api.PUT(address, { params: params(projectId), body })));
    const leave = async (projectId: string) => {
      const answer = await ok(api.DELETE(address, { params: params(projectId) }));
      if (answer) await took(answer as Task);
      else await client.invalidateQueries({ queryKey: ["workspace", workspaceId, "tasks"] });
    };
    const tried = async (act: () => Promise<void>) => {
      try {
        await act();
      } catch (error) {
        failed(error);
      }
    };
    return {
      add: (projectId: string, name: string) =>
        tried(async () => {
          await put(projectId, {});
          undoable(messages.added(name), () => leave(projectId));
        }),
      makeHome: (projectId: string) => tried(() => put(projectId, { home: true })),
      /** To another home; it leaves the one before. */
      move: (projectId: string, name: string) =>
        tried(async () => {
          const { project_id: before, section_id } = task;
          await put(projectId, { home: true });
          await leave(before);
          undoable(messages.moved(name), async () => {
            await put(before, { home: true, section_id });
            await leave(projectId);
          });
        }),
      leave: ({ project_id, section_id, name }: Home) =>
        tried(async () => {
          await leave(project_id);
          undoable(messages.left(name), () => put(project_id, { section_id }));
        }),
    };
  }, [client, workspaceId, task]);
}
