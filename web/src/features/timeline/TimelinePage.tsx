import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconTimeline } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { sectionsQuery, useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { rowsOf } from "@/features/schedule/queries";
import { spanOf } from "@/features/schedule/spans";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { scheduleQuery, timelineQuery } from "./queries";
import type { Dated } from "./rows";
import { Timeline } from "./Timeline";
import classes from "./timeline.module.css";

/** The timeline of a project. */
export function TimelinePage() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const tasks = useLive(timelineQuery(workspaceId, projectId), "now-and-then");
  const schedule = useLive(scheduleQuery(workspaceId, projectId), "now-and-then");
  const sections = useQuery(sectionsQuery(workspaceId, projectId));
  const people = usePeople();
  useEffect(() => rememberView("timeline"), []);
  const items = useMemo(
    () =>
      rowsOf(tasks.data).flatMap((task): Dated[] => {
        const span = spanOf(task);
        return span ? [{ task, span }] : [];
      }),
    [tasks.data],
  );
  if (tasks.isPending || sections.isPending) return <Waiting />;
  if (!tasks.data) return <ProblemNotice error={tasks.error} retry={tasks.refetch} />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconTimeline stroke={1.5} />}
        title={messages.emptyTitle}
        action={
          <ButtonLink
            to="/w/$workspaceId/p/$projectId/calendar"
            params={{ workspaceId, projectId }}
            search={{ undated: true }}
          >
            {messages.toCalendar}
          </ButtonLink>
        }
      >
        {messages.emptyText}
      </EmptyState>
    );
  }
  return (
    <Timeline
      key={projectId}
      items={items}
      isCut={tasks.data.isCut}
      schedule={schedule.data}
      sections={sections.data ?? []}
      people={people.list}
    />
  );
}

function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      {[30, 45, 25, 60, 35, 50].map((width, index) => (
        <Skeleton key={width} h={22} w={`${width}%`} ml={`${index * 6}%`} radius="sm" />
      ))}
    </div>
  );
}
