import { useDraggable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import { type KeyboardEvent, memo, useState } from "react";
import { IconDots, IconFlag } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { TaskLink } from "@/features/tasks/opening";
import { Assignees } from "@/features/tasks/parts/Assignees";
import { PriorityIcon } from "@/features/tasks/parts/PriorityIcon";
import { StatusToggle } from "@/features/tasks/parts/StatusToggle";
import type { TaskRow } from "@/features/tasks/queries";
import { messages } from "./messages";
import classes from "./sprints.module.css";

export interface Destination {
  id: string | null;
  name: string;
}

export interface LineActions {
  destinations: readonly Destination[];
  /** By so many places within its list. */
  shift: (task: TaskRow, by: number) => void;
  /** To the end of another one. */
  send: (task: TaskRow, destination: Destination) => void;
}

interface Props {
  task: TaskRow;
  mayEdit: boolean;
  actions: LineActions;
  isMarked: boolean;
}

/** A task of the plan: dragged, moved by keys, or sent elsewhere by its menu. */
export const PlanLine = memo(function PlanLine({ task, mayEdit, actions, isMarked }: Props) {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: task.id,
    data: { task },
    disabled: !mayEdit,
  });
  const [isOpen, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === "m" && !event.altKey) {
      event.preventDefault();
      setOpen(true);
    }
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by !== undefined) {
      event.preventDefault();
      actions.shift(task, by);
    }
  };
  return (
    <li
      ref={setNodeRef}
      className={classes.line}
      data-row={task.id}
      data-done={task.completed_at !== null || undefined}
      data-dragging={isDragging || undefined}
      data-landing={isMarked || undefined}
      {...listeners}
    >
      <StatusToggle task={task} />
      <TaskLink
        taskKey={task.key}
        className={classes.title}
        draggable={false}
        aria-label={messages.row(task.key, task.title)}
        aria-describedby={mayEdit ? "plan-instructions" : undefined}
        onKeyDown={onKeyDown}
      >
        {task.milestone && <IconFlag size={13} aria-hidden />}
        {task.title}
      </TaskLink>
      <span className={classes.key}>{task.key}</span>
      {task.priority !== "none" && <PriorityIcon priority={task.priority} />}
      <Assignees ids={task.assignee_ids} size={20} />
      <span className={classes.points} data-none={task.points === null || undefined}>
        {task.points ?? "–"}
      </span>
      {mayEdit && (
        <Menu opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size="sm" aria-label={messages.moveTask(task.key)} className={classes.dots}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            <Menu.Label>{messages.moveTo}</Menu.Label>
            {actions.destinations
              .filter(({ id }) => id !== task.sprint_id)
              .map((destination) => (
                <Menu.Item key={destination.id} onClick={() => actions.send(task, destination)}>
                  {destination.name}
                </Menu.Item>
              ))}
            <Menu.Divider />
            <Menu.Item onClick={() => actions.shift(task, -1)}>{messages.moveUp}</Menu.Item>
            <Menu.Item onClick={() => actions.shift(task, 1)}>{messages.moveDown}</Menu.Item>
          </MenuDropdown>
        </Menu>
      )}
    </li>
  );
});
