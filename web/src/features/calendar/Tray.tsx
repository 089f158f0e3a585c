import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconCalendar } from "@/components/icons";
import { undatedQuery, type Whose } from "@/features/schedule/queries";
import { TaskLink } from "@/features/tasks/opening";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./calendar.module.css";
import type { Begin, Dragged } from "./dragging";
import { messages } from "./messages";

interface Props {
  whose: Whose;
  dragged: Dragged | null;
  mayEdit: (task: TaskRow) => boolean;
  onBegin: Begin;
  onSchedule: (task: TaskRow) => void;
}

/** What has no date yet: to be dragged onto a day, and to drag a date away. */
export function Tray({ whose, dragged, mayEdit, onBegin, onSchedule }: Props) {
  const workspaceId = useWorkspaceId();
  const found = useInfiniteQuery({ ...undatedQuery(workspaceId, whose), ...paced("now-and-then") });
  const tasks = found.data?.pages.flatMap(({ data }) => data).filter(({ due_at }) => !due_at) ?? [];
  const isTarget = dragged !== null && dragged.grip !== "undated";
  return (
    <aside
      className={classes.tray}
      aria-label={messages.undated}
      data-tray=""
      data-target={isTarget || undefined}
      data-over={(isTarget && dragged.over === "tray") || undefined}
    >
      <h2>{messages.undated}</h2>
      <p className={classes.faint}>{isTarget ? messages.dropToClear : messages.undatedText}</p>
      {found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      {found.isSuccess && tasks.length === 0 && !found.hasNextPage && (
        <p className={classes.faint}>{messages.undatedNone}</p>
      )}
      <ul aria-busy={found.isPending}>
        {tasks.map((task) => (
          <li
            key={task.id}
            className={classes.undated}
            data-dragged={dragged?.task.id === task.id || undefined}
            onPointerDown={mayEdit(task) ? (event) => onBegin(event, task, "undated") : undefined}
          >
            <StatusIcon category={task.status_category} label="" size={14} />
            <TaskLink taskKey={task.key} draggable={false}>
              {task.title}
            </TaskLink>
            {mayEdit(task) && (
              <Tooltip label={messages.schedule(task.key)}>
                <ActionIcon
                  size="sm"
                  aria-label={messages.schedule(task.key)}
                  onClick={() => onSchedule(task)}
                >
                  <IconCalendar size={14} />
                </ActionIcon>
              </Tooltip>
            )}
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
          {messages.undatedMore}
        </Button>
      )}
    </aside>
  );
}
