/** Sprints, their tasks, and what became of them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { steady } from "@/api/writing";
import type { Gathered } from "@/features/schedule/queries";
import { type TaskRow, tasksKey } from "@/features/tasks/queries";

export type Sprint = Schemas["SprintView"];
export type Burndown = Schemas["BurndownView"];
export type Velocity = Schemas["VelocityView"];
export type Amounts = Schemas["AmountsView"];
export type Unit = "points" | "tasks";

const PAGE = 100;
const MOST_PAGES = 4;
const PAST = 20;

export const sprintsKey = (workspaceId: string) => ["workspace", workspaceId, "sprints"] as const;
const sprintPath = (workspaceId: string, sprintId: string) => ({
  params: { path: { workspace_id: workspaceId, sprint_id: sprintId } },
});

/** The planned and the running ones of a project: at most 50. */
export const openSprintsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), projectId, "open"],
    queryFn: async () => {
      const [active, planned] = await Promise.all([
        listSprints(workspaceId, projectId, "active"),
        listSprints(workspaceId, projectId, "planned"),
      ]);
      return [...active, ...planned];
    },
  });

export const pastSprintsQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), projectId, "past"],
    queryFn: () => listSprints(workspaceId, projectId, "completed", PAST),
  });

function listSprints(
  workspaceId: string,
  projectId: string,
  state: Sprint["state"],
  most = 50,
): Promise<Sprint[]> {
  return everyPage(
    (cursor) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/sprints", {
          params: {
            path: { workspace_id: workspaceId },
            query: {
              "filter[project_id]": projectId,
              "filter[state]": state,
              limit: most,
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    most,
  );
}

export const sprintQuery = (workspaceId: string, sprintId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), "one", sprintId],
    queryFn: () =>
      ok(api.GET("/v1/workspaces/{workspace_id}/sprints/{sprint_id}", sprintPath(workspaceId, sprintId))),
  });

export const sprintTasksKey = (workspaceId: string, sprintId: string) =>
  [...tasksKey(workspaceId), "sprint", sprintId] as const;

/** The tasks of a sprint in the order of the plan, the open ones first. */
export const sprintTasksQuery = (workspaceId: string, sprintId: string) =>
  queryOptions({
    queryKey: sprintTasksKey(workspaceId, sprintId),
    queryFn: ({ client, queryKey }): Promise<Gathered> =>
      steady(
        async () => {
          const rows: TaskRow[] = [];
          let cursor: string | undefined;
          for (let page = 0; page < MOST_PAGES; page += 1) {
            const answer = await ok(
              api.GET("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks", {
                params: {
                  ...sprintPath(workspaceId, sprintId).params,
                  query: { limit: PAGE, ...(cursor ? { cursor } : {}) },
                },
              }),
            );
            rows.push(...answer.data);
            cursor = typeof answer.page.next_cursor === "string" ? answer.page.next_cursor : undefined;
            if (!cursor) break;
          }
          return { pages: [{ data: rows }], pageParams: [""], isCut: cursor !== undefined };
        },
        () => client.getQueryData<Gathered>(queryKey),
      ),
  });

export const backlogKey = (workspaceId: string, projectId: string) =>
  [...tasksKey(workspaceId), "backlog", projectId] as const;

export const backlogQuery = (workspaceId: string, projectId: string) =>
  infiniteQueryOptions({
    queryKey: backlogKey(workspaceId, projectId),
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/backlog", {
          params: {
            path: { workspace_id: workspaceId, project_id: projectId },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const burndownQuery = (workspaceId: string, sprintId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), "burndown", sprintId],
    queryFn: () =>
      ok(
        api.GET(
          "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/burndown",
          sprintPath(workspaceId, sprintId),
        ),
      ),
  });

export const velocityQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), projectId, "velocity"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/velocity", {
          params: { path: { workspace_id: workspaceId, project_id: projectId }, query: { sprints: 8 } },
        }),
      ),
  });

export const scopeQuery = (workspaceId: string, sprintId: string) =>
  infiniteQueryOptions({
    queryKey: [...sprintsKey(workspaceId), "scope", sprintId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/scope-changes", {
          params: {
            ...sprintPath(workspaceId, sprintId).params,
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const cadenceQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...sprintsKey(workspaceId), projectId, "cadence"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/sprint-settings", {
          params: { path: { workspace_id: workspaceId, project_id: projectId } },
        }),
      ),
    staleTime: 60_000,
  });
