/**
 * Jobs on the screen. Whoever starts one calls `follow` with what was answered: the tray shows it, also after a
 * reload, and `useJob` says on any screen how far it is.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ok } from "@/api/client";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { follow, type Job, jobQuery, jobsKey } from "./queries";
import { isOver } from "./story";

const OFTEN = 900;

/** How far a job is, until it has ended; then `onEnd` is called, once. */
export function useJob(jobId: string | null | undefined, onEnd?: (job: Job) => unknown) {
  const workspaceId = useWorkspaceId();
  const job = useQuery({
    ...jobQuery(workspaceId, jobId ?? ""),
    enabled: Boolean(jobId),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : OFTEN),
  });
  const ended = useRef<string | null>(null);
  const act = useRef(onEnd);
  act.current = onEnd;
  const { data } = job;
  useEffect(() => {
    if (!data || !isOver(data) || ended.current === data.id) return;
    ended.current = data.id;
    void act.current?.(data);
  }, [data]);
  return job;
}

/** Stops a job where it is. */
export function useCancelJob(job: Job) {
  const client = useQueryClient();
  const path = { workspace_id: job.workspace_id, job_id: job.id };
  return useAction(
    () => ok(api.POST("/v1/workspaces/{workspace_id}/jobs/{job_id}/cancel", { params: { path } })),
    {
      refresh: [jobsKey(job.workspace_id) as unknown as string[]],
      onDone: (stopped) => {
        follow(client, stopped);
        told(messages.stopped);
      },
    },
  );
}
