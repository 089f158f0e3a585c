import { useDraggable } from "@dnd-kit/core";
import { ActionIcon, Menu, Progress } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { IconDots, IconGrip, IconLock } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { Tag } from "@/components/Tag";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { named, today } from "@/features/schedule/days";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { HealthDot } from "./HealthDot";
import { messages } from "./messages";
import classes from "./ProjectTable.module.css";
import type { Held } from "./queries";

interface Props {
  row: Held;
  mayEdit: boolean;
  mark: "above" | "below" | undefined;
  onShift: (by: number) => void;
  onTop: () => void;
  onTakeOut: () => void;
}

/** A project of the portfolio, with how it stands. */
export function ProjectLine({ row, mayEdit, mark, onShift, onTop, onTakeOut }: Props) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: row.project_id, disabled: !mayEdit });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!mayEdit || !event.altKey || by === undefined) return;
    event.preventDefault();
    onShift(by);
  };
  return (
    <li
      ref={setNodeRef}
      className={classes.row}
      data-row={row.project_id}
      data-mark={mark}
      data-dragging={isDragging || undefined}
      data-archived={row.archived_at !== null || undefined}
      {...listeners}
    >
      <span className={classes.project}>
        {mayEdit && <IconGrip size={15} className={classes.grip} aria-hidden />}
        <ProjectDot project={row} />
        <Link
          to="/w/$workspaceId/p/$projectId"
          params={{ workspaceId, projectId: row.project_id }}
          className={classes.name}
          draggable={false}
          aria-describedby={mayEdit ? "portfolio-instructions" : undefined}
          onKeyDown={onKeyDown}
        >
          {row.name}
        </Link>
        {row.visibility === "private" && <IconLock size={13} aria-label={messages.private} />}
        <span className={classes.key}>{row.key}</span>
        {row.archived_at && <Tag>{messages.archived}</Tag>}
      </span>
      <span className={classes.health} data-none={row.health === null || undefined}>
        <HealthDot health={row.health ?? "none"} />
        {messages.healths[row.health ?? "none"]}
      </span>
      <Done row={row} />
      <Dates row={row} />
      <span className={classes.owner}>
        <PersonAvatar id={row.owner_id} name={people.name(row.owner_id) ?? shared.somebody} size={24} />
      </span>
      <span className={classes.dots}>
        {mayEdit && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon size="sm" aria-label={messages.rowActions(row.name)}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <MenuDropdown>
              <Menu.Item onClick={onTop}>{messages.moveTop}</Menu.Item>
              <Menu.Item onClick={() => onShift(-1)}>{messages.moveUp}</Menu.Item>
              <Menu.Item onClick={() => onShift(1)}>{messages.moveDown}</Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" onClick={onTakeOut}>
                {messages.takeOut}
              </Menu.Item>
            </MenuDropdown>
          </Menu>
        )}
      </span>
    </li>
  );
}

function Done({ row: { progress } }: { row: Held }) {
  if (progress.percent === null) return <span className={classes.none}>{messages.noTasks}</span>;
  const percent = Math.round(progress.percent);
  return (
    <span className={classes.done} title={messages.ofTasks(progress.completed, progress.tasks)}>
      <Progress size="sm" value={percent} className={classes.meter} aria-label={messages.percent(percent)} />
      {percent}%
    </span>
  );
}

const DAY = { day: "numeric", month: "short" } as const;

function Dates({ row: { start_on, due_on, health, archived_at } }: { row: Held }) {
  if (!start_on && !due_on) return <span className={classes.none}>{messages.noDates}</span>;
  const isOver = health === "complete" || health === "dropped" || archived_at !== null;
  const isLate = due_on !== null && due_on < today() && !isOver;
  return (
    <span className={classes.dates} data-late={isLate || undefined}>
      {start_on && named(start_on, DAY)}
      {start_on && due_on ? " – " : ""}
      {due_on && (start_on ? named(due_on, DAY) : messages.until(named(due_on, DAY)))}
    </span>
  );
}
