import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { IconClose } from "@/components/icons";
import { TaskLink } from "../opening";
import { DueDate } from "../parts/DueDate";
import { StatusIcon } from "../parts/StatusIcon";
import type { Dependency } from "../queries";
import { messages } from "./messages";
import classes from "./panels.module.css";

interface Props {
  /** Null: the reader may not see it. */
  task: Dependency["task"];
  /** Null: it stays. */
  onRemove: (() => void) | null;
  /** How the two have to do with each other. */
  children?: ReactNode;
}

/** Another task, in a panel of the one that it has to do with. */
export function OtherTask({ task, onRemove, children }: Props) {
  return (
    <li className={classes.row} data-done={task?.completed_at ? true : undefined}>
      {task ? (
        <>
          <StatusIcon category={task.status_category} />
          <TaskLink taskKey={task.key} className={classes.title}>
            {task.title}
          </TaskLink>
          <span className={classes.key}>{task.key}</span>
          <DueDate task={task} withIcon={false} />
        </>
      ) : (
        <span className={classes.title}>{messages.hidden}</span>
      )}
      {children}
      {onRemove && (
        <ActionIcon
          size="sm"
          className={classes.more}
          aria-label={`${messages.remove}: ${nameOf(task)}`}
          onClick={onRemove}
        >
          <IconClose size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

/** What it is called where there is no room for more. */
export function nameOf(task: Dependency["task"]): string {
  return task ? `${task.key} ${task.title}` : messages.hidden;
}
