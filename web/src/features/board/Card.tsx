import { useDraggable } from "@dnd-kit/core";
import { ActionIcon } from "@mantine/core";
import { type MouseEvent, memo } from "react";
import { IconDots, IconFlag } from "@/components/icons";
import { ApprovalMark } from "@/features/tasks/parts/ApprovalMark";
import { Assignees } from "@/features/tasks/parts/Assignees";
import { DueDate } from "@/features/tasks/parts/DueDate";
import { PriorityIcon } from "@/features/tasks/parts/PriorityIcon";
import type { TaskRow } from "@/features/tasks/queries";
import type { CardActions } from "./BoardColumn";
import classes from "./board.module.css";
import { messages } from "./messages";

interface Props {
  task: TaskRow;
  index: number;
  mayDrag: boolean;
  actions: CardActions;
}

export const Card = memo(function Card({ task, index, mayDrag, actions }: Props) {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: task.id,
    data: { task },
    disabled: !mayDrag,
  });
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    actions.openMenu(task, event.clientX, event.clientY);
  };
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      className={classes.card}
      data-task={task.id}
      data-index={index}
      data-dragging={isDragging || undefined}
      data-done={task.completed_at !== null || undefined}
    >
      <CardFace task={task} />
      <button
        type="button"
        className={classes.open}
        data-open=""
        aria-label={`${task.key} ${task.title}`}
        aria-describedby="board-instructions"
        onClick={() => actions.open(task)}
        onContextMenu={openMenu}
      />
      <ActionIcon
        className={classes.dots}
        size="sm"
        tabIndex={-1}
        aria-label={messages.cardActions(task.key)}
        onClick={openMenu}
      >
        <IconDots size={15} />
      </ActionIcon>
    </div>
  );
});

/** What a card shows. */
export function CardFace({ task }: { task: TaskRow }) {
  return (
    <div className={classes.face}>
      <p className={classes.title}>
        {task.milestone && <IconFlag size={13} aria-label={messages.milestone} className={classes.flag} />}
        {task.title}
      </p>
      <div className={classes.meta}>
        <span className={classes.key}>{task.key}</span>
        <ApprovalMark task={task} />
        {task.priority !== "none" && <PriorityIcon priority={task.priority} />}
        <DueDate task={task} />
        <span className={classes.spacer} />
        <Assignees ids={task.assignee_ids} size={20} />
      </div>
    </div>
  );
}
