import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconClose, IconExpand } from "@/components/icons";
import { ActionIconLink } from "@/components/links";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useWhereItWent } from "./merging/merging";
import { messages } from "./messages";
import { useOpenTask, withoutTask } from "./opening";
import { useOpenedTask } from "./opening-query";
import { TaskActions } from "./TaskActions";
import { TaskView } from "./TaskView";
import classes from "./task.module.css";

/** A task beside what one was looking at, which stays in use. Escape closes it. */
export default function TaskDrawer({ taskId }: { taskId: string }) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const panel = useRef<HTMLElement>(null);
  const came = useRef<Element | null>(null);
  const task = useLive(useOpenedTask(taskId), "together");
  const goTo = useOpenTask();
  useWhereItWent(taskId, task.error, goTo);

  const close = useCallback(() => {
    void navigate({ to: ".", search: withoutTask as never });
    const { current } = came;
    if (current instanceof HTMLElement && current.isConnected) requestAnimationFrame(() => current.focus());
  }, [navigate]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each task that is opened takes the focus
  useEffect(() => {
    const { activeElement } = document;
    if (!panel.current?.contains(activeElement)) came.current = activeElement;
    panel.current?.focus({ preventScroll: true });
  }, [taskId]);

  return (
    <aside
      ref={panel}
      className={classes.drawer}
      aria-label={task.data ? `${task.data.key} ${task.data.title}` : messages.task}
      tabIndex={-1}
      onKeyDown={(event) => {
        // Not what dialogs and menus say, which are elsewhere in the document.
        const isHere = panel.current?.contains(event.target as Node);
        if (event.key === "Escape" && isHere && !event.defaultPrevented) close();
      }}
    >
      <header className={classes.head}>
        <span className={classes.key}>{task.data?.key}</span>
        <span className={classes.spacer} />
        {task.data && <TaskActions task={task.data} onGone={close} goTo={goTo} />}
        {task.data && (
          <Tooltip label={messages.openPage}>
            <ActionIconLink
              to="/w/$workspaceId/t/$taskId"
              params={{ workspaceId, taskId: task.data.key }}
              aria-label={messages.openPage}
            >
              <IconExpand size={17} stroke={1.7} />
            </ActionIconLink>
          </Tooltip>
        )}
        <ActionIcon onClick={close} aria-label={messages.close}>
          <IconClose size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        {task.isPending && <Waiting />}
        {task.isError && !task.data && <ProblemNotice error={task.error} retry={task.refetch} />}
        {task.data && <TaskView key={task.data.id} task={task.data} />}
      </div>
    </aside>
  );
}

function Waiting() {
  return (
    <div className={classes.view} aria-busy="true">
      <Skeleton h={26} w="70%" mb="lg" />
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} h={18} w="45%" mb="sm" />
      ))}
    </div>
  );
}
