import { Progress, Skeleton } from "@mantine/core";
import { useLive } from "@/api/live";
import { IconUnlink } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { healthGrounds } from "./colors";
import { HealthDot } from "./HealthDot";
import { messages } from "./messages";
import { type Summary, summaryQuery } from "./queries";
import classes from "./SummaryLine.module.css";

const ORDER = ["off_track", "at_risk", "on_track", "complete", "on_hold", "dropped", "none"] as const;

/** What the projects come to, all together: of those that the reader sees. */
export function SummaryLine({ portfolioId }: { portfolioId: string }) {
  const { data } = useLive(summaryQuery(useWorkspaceId(), portfolioId), "now-and-then");
  if (!data) return <Skeleton h={92} mt="md" />;
  if (data.projects + data.hidden === 0) return null;
  const { progress, overdue } = data;
  return (
    <section className={classes.summary} aria-label={messages.summary}>
      <Healths summary={data} />
      <div className={classes.figure}>
        <h2>{messages.progress}</h2>
        <b>{progress.percent === null ? "–" : `${Math.round(progress.percent)}%`}</b>
        <Progress
          size="sm"
          value={progress.percent ?? 0}
          aria-label={messages.percent(Math.round(progress.percent ?? 0))}
        />
        <small>
          {progress.tasks ? messages.ofTasks(progress.completed, progress.tasks) : messages.noTasks}
        </small>
      </div>
      <div className={classes.figure}>
        <h2>{messages.overdue}</h2>
        <b data-bad={overdue > 0 || undefined}>{overdue}</b>
        <small>{messages.projects(data.projects)}</small>
      </div>
      {data.hidden > 0 && (
        <p className={classes.hidden}>
          <IconUnlink size={14} aria-hidden /> {messages.hidden(data.hidden)}
        </p>
      )}
    </section>
  );
}

function Healths({ summary }: { summary: Summary }) {
  const counts = ORDER.map((health) => ({ health, count: summary.health[health] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  return (
    <div className={classes.healths}>
      <div className={classes.stack} aria-hidden>
        {counts.map(({ health, count }) => (
          <span key={health} style={{ flexGrow: count, background: healthGrounds[health] }} />
        ))}
      </div>
      <ul>
        {counts.map(({ health, count }) => (
          <li key={health}>
            <HealthDot health={health} />
            <b>{count}</b> {messages.healths[health]}
          </li>
        ))}
      </ul>
    </div>
  );
}
