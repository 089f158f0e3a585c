import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { ago } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { messages as shared } from "@/components/messages";
import { TaskLink } from "@/features/tasks/opening";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { scopeQuery } from "./queries";
import classes from "./sprints.module.css";

/** What entered, left or was estimated anew since the start, latest first. */
export function ScopeLog({ sprintId }: { sprintId: string }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const found = useInfiniteQuery({ ...scopeQuery(workspaceId, sprintId), ...paced("now-and-then") });
  if (found.isPending) return <Skeleton h={80} />;
  if (!found.data) return <ProblemNotice error={found.error} retry={found.refetch} />;
  const changes = found.data.pages.flatMap(({ data }) => data);
  if (changes.length === 0) return <p className={classes.faint}>{messages.scopeNone}</p>;
  const estimate = (points: number | null) =>
    points === null ? messages.noEstimate : messages.points(points);
  return (
    <>
      <ul className={classes.log}>
        {changes.map((change) => (
          <li key={change.id} data-change={change.change}>
            <span className={classes.sign} aria-hidden>
              {{ added: "+", removed: "−", estimated: "~" }[change.change]}
            </span>
            <span>
              <TaskLink taskKey={change.task_key}>
                {messages.changes[change.change](change.task_key)}
              </TaskLink>
              <span className={classes.logTitle}>{change.title}</span>
              <small>
                {change.change === "estimated"
                  ? messages.estimate(estimate(change.points_before), estimate(change.points_after))
                  : estimate(change.change === "added" ? change.points_after : change.points_before)}
                {` · ${people.name(change.changed_by) ?? shared.somebody} · ${ago(change.changed_at)}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </>
  );
}
