/** Long work that the caller asked for. What was accepted a moment ago may be missing in the list: it is kept. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { isOver } from "./story";

export type Job = Schemas["JobView"];
export type JobError = Schemas["JobErrorView"];

const SHOWN = 20;
/** How long the list may lag behind what was just accepted. */
const LAG = 60_000;

export const jobsKey = (workspaceId: string) => ["workspace", workspaceId, "jobs"] as const;

/** The latest of the caller's own. */
export const recentJobsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...jobsKey(workspaceId), "recent"],
    queryFn: async ({ client, queryKey }): Promise<Job[]> => {
      const answer = await ok(
        api.GET("/v1/workspaces/{workspace_id}/jobs", {
          params: { path: { workspace_id: workspaceId }, query: { limit: SHOWN } },
        }),
      );
      return merged(answer.data, client.getQueryData<Job[]>(queryKey) ?? []);
    },
  });

export const allJobsQuery = (workspaceId: string, whose: "me" | "anybody") =>
  infiniteQueryOptions({
    queryKey: [...jobsKey(workspaceId), "all", whose],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/jobs", {
          params: {
            path: { workspace_id: workspaceId },
            query: {
              limit: 30,
              "filter[created_by]": whose,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const jobQuery = (workspaceId: string, jobId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "job", jobId],
    queryFn: () => readJob(workspaceId, jobId),
  });

export const jobErrorsQuery = (workspaceId: string, jobId: string) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "job", jobId, "errors"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/jobs/{job_id}/errors", {
          params: {
            path: { workspace_id: workspaceId, job_id: jobId },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export function readJob(workspaceId: string, jobId: string): Promise<Job> {
  const path = { workspace_id: workspaceId, job_id: jobId };
  return ok(api.GET("/v1/workspaces/{workspace_id}/jobs/{job_id}", { params: { path } }));
}

/** Show a job that was just accepted at once, wherever jobs are shown. */
export function follow(client: QueryClient, job: Job): void {
  const { workspace_id: workspaceId } = job;
  client.setQueryData(jobQuery(workspaceId, job.id).queryKey, job);
  client.setQueryData<Job[]>(recentJobsQuery(workspaceId).queryKey, (jobs) => [
    job,
    ...(jobs ?? []).filter(({ id }) => id !== job.id),
  ]);
}

/** What the service lists, and before it what it does not list yet. */
export function merged(listed: Job[], known: Job[], now = Date.now()): Job[] {
  const ids = new Set(listed.map(({ id }) => id));
  const missing = known.filter(
    (job) => !ids.has(job.id) && !isOver(job) && now - Date.parse(job.created_at) < LAG,
  );
  return [...missing, ...listed];
}
