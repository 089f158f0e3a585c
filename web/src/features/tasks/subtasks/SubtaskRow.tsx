import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { IconDots, IconGrip } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useTaskChanger } from "../changes";
import { TaskLink } from "../opening";
import classes from "../panels/panels.module.css";
import { Assignees } from "../parts/Assignees";
import { DueDate } from "../parts/DueDate";
import { PriorityIcon } from "../parts/PriorityIcon";
import type { TaskRow } from "../queries";
import { TypeMark } from "../types/TypeIcon";
import type { SubtaskActions } from "./actions";
import { FinishToggle } from "./FinishToggle";
import { messages } from "./messages";

interface Props {
  row: TaskRow;
  index: number;
  above: TaskRow | undefined;
  below: TaskRow | undefined;
  mayEdit: boolean;
  actions: SubtaskActions;
  onMove: (row: TaskRow, index: number) => void;
}

export function SubtaskRow({ row, index, above, below, mayEdit, actions, onMove }: Props) {
  const changer = useTaskChanger();
  const drag = useDraggable({ id: row.id, data: { index }, disabled: !mayEdit });
  const drop = useDroppable({ id: row.id });
  const from = drop.active?.data.current?.index as number | undefined;
  const over =
    drop.isOver && from !== undefined && from !== index ? (from > index ? "above" : "below") : undefined;
  const keys = (event: KeyboardEvent) => {
    if (!mayEdit || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(row, index + (event.key === "ArrowUp" ? -1 : 1));
  };
  return (
    <li
      ref={drop.setNodeRef}
      className={classes.row}
      data-done={row.completed_at !== null || undefined}
      data-dragged={drag.isDragging || undefined}
      data-over={over}
      onKeyDown={keys}
    >
      {mayEdit && (
        <span ref={drag.setNodeRef} {...drag.listeners} className={classes.grip} aria-hidden>
          <IconGrip size={14} />
        </span>
      )}
      <FinishToggle row={row} onChange={(done) => actions.counted(done, 0)} />
      <TypeMark id={row.type_id} />
      <TaskLink taskKey={row.key} className={classes.title} aria-label={`${row.key} ${row.title}`}>
        {row.title}
      </TaskLink>
      {row.subtasks.total > 0 && (
        <span className={classes.key}>{messages.progress(row.subtasks.done, row.subtasks.total)}</span>
      )}
      {row.priority !== "none" && <PriorityIcon priority={row.priority} />}
      <DueDate task={row} withIcon={false} />
      <Assignees ids={row.assignee_ids} size={20} />
      {mayEdit && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" className={classes.more} aria-label={messages.more(row.title)}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            <Menu.Item disabled={!above} onClick={() => onMove(row, index - 1)}>
              {messages.moveUp}
            </Menu.Item>
            <Menu.Item disabled={!below} onClick={() => onMove(row, index + 1)}>
              {messages.moveDown}
            </Menu.Item>
            <Menu.Item onClick={() => void actions.detach(row, above)}>{messages.detach}</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="var(--ot-bad)" onClick={() => void changer.remove(row).then(actions.refresh)}>
              {messages.remove}
            </Menu.Item>
          </MenuDropdown>
        </Menu>
      )}
    </li>
  );
}
