import { ActionIcon, Tooltip } from "@mantine/core";
import { useLive } from "@/api/live";
import { IconPlay, IconStop } from "@/components/icons";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { TaskLink } from "../opening";
import type { TaskPartProps } from "../registry";
import { useTimeActions } from "./actions";
import { duration } from "./durations";
import { messages } from "./messages";
import { timerQuery } from "./queries";
import { Ticking } from "./Ticking";
import classes from "./time.module.css";

/** How much was logged of how much, and the timer. */
export function TimeProperty({ task }: TaskPartProps) {
  const timer = useLive(timerQuery(useWorkspaceId()), "now-and-then");
  const mayLog = useMay("time:log", task.project_id);
  const actions = useTimeActions();
  const { logged_minutes: spent, estimate_minutes: estimate } = task;
  const isRunning = timer.data?.task_id === task.id;
  return (
    <div className={classes.property}>
      <span className={classes.total} data-over={(estimate !== null && spent > estimate) || undefined}>
        {estimate ? messages.ofEstimate(duration(spent), duration(estimate)) : duration(spent)}
      </span>
      {estimate ? (
        <span className={classes.bar} aria-hidden>
          <span
            style={{ width: `${Math.min(100, (spent / estimate) * 100)}%` }}
            data-over={spent > estimate}
          />
        </span>
      ) : null}
      {mayLog && !timer.data && (
        <Tooltip label={messages.start}>
          <ActionIcon size="sm" aria-label={messages.start} onClick={() => void actions.start(task.id)}>
            <IconPlay size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      {isRunning && timer.data && (
        <>
          <Ticking since={timer.data.started_at} />
          <Tooltip label={messages.stop}>
            <ActionIcon size="sm" color="red" aria-label={messages.stop} onClick={() => void actions.stop()}>
              <IconStop size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {timer.data && !isRunning && (
        <TaskLink taskKey={timer.data.task_key} className={classes.elsewhere}>
          {messages.runsElsewhere(timer.data.task_key)}
        </TaskLink>
      )}
    </div>
  );
}
