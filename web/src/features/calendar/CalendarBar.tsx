import type { KeyboardEvent } from "react";
import { IconFlag } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import { colorOf } from "@/features/projects/colors";
import { named } from "@/features/schedule/days";
import type { Bar } from "@/features/schedule/lanes";
import { timeOf } from "@/features/schedule/spans";
import { useOpenTask } from "@/features/tasks/opening";
import { urgency } from "@/features/tasks/parts/DueDate";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import type { TaskRow } from "@/features/tasks/queries";
import { usePeople } from "@/features/workspaces/queries";
import classes from "./bars.module.css";
import type { Begin } from "./dragging";
import { messages } from "./messages";

interface Props {
  bar: Bar<TaskRow>;
  lane: number;
  laneHeight: number;
  mayEdit: boolean;
  isDragged: boolean;
  /** In whose colour, when tasks of several projects are shown. */
  project?: { color: string | null; key: string } | undefined;
  onBegin: Begin;
  onKeys: (event: KeyboardEvent, task: TaskRow) => void;
}

/** A task in one week. */
export function CalendarBar({ bar, lane, laneHeight, mayEdit, isDragged, project, onBegin, onKeys }: Props) {
  const open = useOpenTask();
  const people = usePeople();
  const { item: task, span } = bar;
  const time = timeOf(task);
  const [first] = task.assignee_ids;
  const day = { day: "numeric", month: "long" } as const;
  return (
    <li
      className={classes.bar}
      data-state={task.completed_at ? "done" : urgency(task) === "past" ? "past" : task.status_category}
      data-cut-before={bar.isCutBefore || undefined}
      data-cut-after={bar.isCutAfter || undefined}
      data-dragged={isDragged || undefined}
      style={{
        left: `calc(${(bar.column * 100) / 7}% + 3px)`,
        width: `calc(${(bar.columns * 100) / 7}% - 6px)`,
        top: lane * laneHeight,
        height: laneHeight - 3,
      }}
    >
      <button
        type="button"
        className={classes.face}
        data-bar={task.id}
        aria-label={messages.bar(task.key, task.title, named(span.from, day), named(span.to, day))}
        aria-describedby={mayEdit ? "calendar-instructions" : undefined}
        onClick={() => open(task.key)}
        onPointerDown={mayEdit ? (event) => onBegin(event, task, "whole") : undefined}
        onKeyDown={(event) => onKeys(event, task)}
      >
        {project && (
          <span className={classes.projectMark} style={{ background: colorOf(project) }} aria-hidden />
        )}
        {task.milestone ? (
          <IconFlag size={12} aria-hidden />
        ) : (
          <StatusIcon category={task.status_category} label="" size={12} />
        )}
        <span className={classes.barTitle}>{task.title}</span>
        {time && !bar.isCutAfter && <span className={classes.time}>{time}</span>}
        {first && bar.columns > 1 && (
          <PersonAvatar id={first} name={people.name(first) ?? ""} size={16} withTooltip={false} />
        )}
      </button>
      {mayEdit && !bar.isCutBefore && (
        <span
          className={classes.edge}
          data-edge="start"
          aria-hidden
          onPointerDown={(event) => onBegin(event, task, "start")}
        />
      )}
      {mayEdit && !bar.isCutAfter && (
        <span
          className={classes.edge}
          data-edge="end"
          aria-hidden
          onPointerDown={(event) => onBegin(event, task, "end")}
        />
      )}
    </li>
  );
}
