import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { paced } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Landing } from "./landing";
import { messages } from "./messages";
import { type LineActions, PlanLine } from "./PlanLine";
import { backlogQuery } from "./queries";
import classes from "./sprints.module.css";
import { sumsOf } from "./sums";

interface Props {
  projectId: string;
  mayEdit: boolean;
  actions: LineActions;
  landing: Landing | null;
}

export const BACKLOG = "backlog";
const FIRST_ROWS = 50;

/** What is open and in no sprint. */
export function Backlog({ projectId, mayEdit, actions, landing }: Props) {
  const workspaceId = useWorkspaceId();
  const found = useInfiniteQuery({ ...backlogQuery(workspaceId, projectId), ...paced("now-and-then") });
  const isPlanned = (sprintId: string | null) =>
    actions.destinations.some(({ id }) => id !== null && id === sprintId);
  const rows =
    found.data?.pages.flatMap(({ data }) => data).filter(({ sprint_id }) => !isPlanned(sprint_id)) ?? [];
  // A page ends where sections that were moved do; together they still fill the first screen.
  const { hasNextPage, isFetching, isError, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && rows.length < FIRST_ROWS) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage, rows.length]);
  const index = landing?.list === BACKLOG ? landing.index : null;
  const sums = sumsOf(rows);
  return (
    <section className={classes.block} aria-label={messages.backlog}>
      <header className={classes.blockHead}>
        <div className={classes.blockName}>
          <h2>{messages.backlog}</h2>
          <span className={classes.faint}>{messages.backlogText}</span>
        </div>
      </header>
      {!found.hasNextPage && found.isSuccess && (
        <div className={classes.figures}>
          <span>{messages.tasks(sums.tasks)}</span>
          <span>{messages.points(sums.points)}</span>
        </div>
      )}
      {found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      <ul
        className={classes.lines}
        data-list={BACKLOG}
        data-over={index !== null || undefined}
        aria-busy={found.isPending}
      >
        {found.isPending && <Skeleton h={36} m={6} />}
        {rows.map((task, at) => (
          <PlanLine key={task.id} task={task} mayEdit={mayEdit} actions={actions} isMarked={index === at} />
        ))}
        {found.isSuccess && rows.length === 0 && <li className={classes.empty}>{messages.backlogEmpty}</li>}
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
    </section>
  );
}
