import { type MouseEvent, memo } from "react";
import { IconDots, IconFlag } from "@/components/icons";
import { ApprovalMark } from "@/features/tasks/parts/ApprovalMark";
import { Faces } from "@/features/tasks/parts/Assignees";
import { DueDate } from "@/features/tasks/parts/DueDate";
import { PriorityIcon } from "@/features/tasks/parts/PriorityIcon";
import type { TaskRow } from "@/features/tasks/queries";
import { TypeMark } from "@/features/tasks/types/TypeIcon";
import type { People } from "@/features/workspaces/queries";
import type { CardActions } from "./BoardColumn";
import classes from "./board.module.css";
import { messages } from "./messages";

interface Props {
  task: TaskRow;
  index: number;
  isDragged: boolean;
  people: People;
  actions: CardActions;
}

/** Plain elements: a board shows a hundred, and more with every turn of the wheel. The board listens for them all. */
export const Card = memo(function Card({ task, index, isDragged, people, actions }: Props) {
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    actions.openMenu(task, event.clientX, event.clientY);
  };
  return (
    <div
      className={classes.card}
      data-task={task.id}
      data-index={index}
      data-dragging={isDragged || undefined}
      data-done={task.completed_at !== null || undefined}
    >
      <CardFace task={task} people={people} />
      <button
        type="button"
        className={classes.open}
        data-open=""
        aria-label={`${task.key} ${task.title}`}
        aria-describedby="board-instructions"
        onClick={() => actions.open(task)}
        onContextMenu={openMenu}
      />
      <button
        type="button"
        className={classes.dots}
        tabIndex={-1}
        aria-label={messages.cardActions(task.key)}
        onClick={openMenu}
      >
        <IconDots size={15} />
      </button>
    </div>
  );
});

/** What a card shows. */
export function CardFace({ task, people }: { task: TaskRow; people: People }) {
  return (
    <div className={classes.face}>
      <p className={classes.title}>
        {task.milestone && <IconFlag size={13} aria-label={messages.milestone} className={classes.flag} />}
        {task.title}
      </p>
      <div className={classes.meta}>
        <TypeMark id={task.type_id} />
        <span className={classes.key}>{task.key}</span>
        <ApprovalMark task={task} />
        {task.priority !== "none" && <PriorityIcon priority={task.priority} />}
        <DueDate task={task} />
        <span className={classes.spacer} />
        <Faces ids={task.assignee_ids} size={20} people={people} />
      </div>
    </div>
  );
}
