/** What the timeline reads: the tasks with dates, and what the service makes of their dependencies. */
import { queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { steady } from "@/api/writing";
import { momentAt, plusDays, today } from "@/features/schedule/days";
import { type Gathered, gather, joined } from "@/features/schedule/queries";
import type { Dates } from "@/features/schedule/spans";
import { tasksKey } from "@/features/tasks/queries";

export type Rescheduled = Schemas["RescheduledView"];
export type ShiftMode = "needed" | "same" | "no";

const OPEN_PAGES = 10;
const DONE_PAGES = 2;
/** So far back, finished tasks are shown. */
const DONE_DAYS = 90;
const EVER = "1970-01-01T00:00:00Z";

export const timelineQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: [...tasksKey(workspaceId), "timeline", projectId],
    queryFn: ({ client, queryKey }): Promise<Gathered> => {
      const whose = { "filter[project_id]": projectId };
      const since = momentAt(plusDays(today(), -DONE_DAYS), "00:00:00");
      return steady(
        async () => {
          const [open, done] = await Promise.all([
            gather(workspaceId, { ...whose, "filter[due_at][gte]": EVER, sort: "due_at" }, OPEN_PAGES),
            gather(
              workspaceId,
              { ...whose, "filter[due_at][gte]": since, "filter[completed]": true, sort: "-due_at" },
              DONE_PAGES,
            ),
          ]);
          return { ...joined([open, done]), isCut: open.isCut };
        },
        () => client.getQueryData<Gathered>(queryKey),
      );
    },
  });

export const scheduleKey = (workspaceId: string, projectId: string) =>
  ["workspace", workspaceId, "schedule", projectId] as const;

/** Slack, critical path and contradictions; they follow a change by a moment. */
export const scheduleQuery = (workspaceId: string, projectId: string) =>
  queryOptions({
    queryKey: scheduleKey(workspaceId, projectId),
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/projects/{project_id}/schedule", {
          params: { path: { workspace_id: workspaceId, project_id: projectId } },
        }),
      ),
  });

function newDates(dates: Dates, mode: ShiftMode) {
  return {
    ...(dates.start_at ? { start_at: dates.start_at } : {}),
    due_at: dates.due_at ?? "",
    shift_dependents: mode,
  };
}

/** What would move along; nothing is written. */
export const shiftQuery = (workspaceId: string, taskId: string, dates: Dates, mode: ShiftMode) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "shift", taskId, dates, mode],
    queryFn: async (): Promise<Rescheduled> => {
      const { data } = await api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/reschedule", {
        params: { path: { workspace_id: workspaceId, task_id: taskId }, query: { dry_run: "true" } },
        body: newDates(dates, mode),
      });
      return (data as Schemas["Preview"]).result as Rescheduled;
    },
    staleTime: 0,
    gcTime: 10_000,
  });

export function sendReschedule(workspaceId: string, taskId: string, dates: Dates, mode: ShiftMode) {
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/reschedule", {
      params: { path: { workspace_id: workspaceId, task_id: taskId } },
      body: newDates(dates, mode),
    }),
  );
}
