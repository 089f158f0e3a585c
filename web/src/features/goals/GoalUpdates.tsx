import { useInfiniteQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { paced } from "@/api/live";
import type { Writing } from "@/features/status-updates/parts/NewStatusUpdate";
import { StatusUpdates } from "@/features/status-updates/parts/StatusUpdates";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./goals.module.css";
import { messages } from "./messages";
import { type Goal, goalPath, goalsKey, goalUpdatesQuery } from "./queries";

const ALL = "/v1/workspaces/{workspace_id}/goals/{goal_id}/status-updates";

/** What was reported on the goal, and how far it was then. */
export function GoalUpdates({ goal, mayManage }: { goal: Goal; mayManage: boolean }) {
  const workspaceId = useWorkspaceId();
  const updates = useInfiniteQuery({ ...goalUpdatesQuery(workspaceId, goal.id), ...paced("now-and-then") });
  const writing: Writing = {
    draft: `goal.${goal.id}`,
    health: goal.health,
    send: (body) => ok(api.POST(ALL, { ...goalPath(workspaceId, goal.id), body })),
  };
  return (
    <section className={classes.part} aria-label={messages.updates}>
      <h2>{messages.updates}</h2>
      <StatusUpdates
        updates={updates}
        none={messages.noUpdates}
        detail={({ progress }) => messages.reached(Math.round(progress))}
        writing={mayManage ? writing : null}
        refresh={[goalsKey(workspaceId)]}
      />
    </section>
  );
}
