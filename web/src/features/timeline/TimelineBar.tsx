import { type KeyboardEvent, memo } from "react";
import { named } from "@/features/schedule/days";
import type { Span } from "@/features/schedule/spans";
import { urgency } from "@/features/tasks/parts/DueDate";
import type { TaskRow } from "@/features/tasks/queries";
import classes from "./bars.module.css";
import type { Begin } from "./dragging";
import { messages } from "./messages";
import { ROW } from "./rows";

/** Narrower ones have their name beside them. */
const LEAST_INSIDE = 90;

interface Props {
  task: TaskRow;
  span: Span;
  left: number;
  width: number;
  line: number;
  /** What the service says of it: days to spare, none on the critical path; null when that is not shown. */
  slack: number | null;
  slackWidth: number;
  isMoving: boolean;
  isTarget: boolean;
  mayEdit: boolean;
  onBegin: Begin;
  onKeys: (event: KeyboardEvent, task: TaskRow) => void;
  onOpen: (key: string) => void;
  onBlur: () => void;
}

export const TimelineBar = memo(function TimelineBar(props: Props) {
  const { task, span, left, width, line, slack, slackWidth, isMoving, isTarget, mayEdit } = props;
  const day = { day: "numeric", month: "long" } as const;
  const isInside = !task.milestone && width >= LEAST_INSIDE;
  const { done, total } = task.subtasks;
  const label = [
    messages.bar(task.key, task.title, named(span.from, day), named(span.to, day)),
    slack === 0 && messages.isCritical,
    slack !== null && slack > 0 && messages.slack(slack),
  ].filter(Boolean);
  return (
    <div
      className={task.milestone ? classes.milestone : classes.bar}
      data-task={task.id}
      data-state={task.completed_at ? "done" : urgency(task) === "past" ? "past" : task.status_category}
      data-critical={slack === 0 || undefined}
      data-moving={isMoving || undefined}
      data-target={isTarget || undefined}
      style={{ transform: `translate(${left}px, ${line * ROW + 6}px)`, width: task.milestone ? 24 : width }}
    >
      <button
        type="button"
        className={classes.face}
        data-open=""
        aria-label={label.join(", ")}
        aria-describedby={mayEdit ? "timeline-instructions" : undefined}
        onPointerDown={mayEdit ? (event) => props.onBegin(event, task, "whole") : undefined}
        onClick={() => props.onOpen(task.key)}
        onKeyDown={(event) => props.onKeys(event, task)}
        onBlur={props.onBlur}
      >
        {task.milestone ? (
          <span className={classes.diamond} />
        ) : (
          total > 0 && <span className={classes.progress} style={{ width: `${(done / total) * 100}%` }} />
        )}
        {isInside && <span className={classes.name}>{task.title}</span>}
      </button>
      {slackWidth > 2 && <span className={classes.slack} style={{ width: slackWidth }} aria-hidden />}
      {!isInside && (
        <span className={classes.beside} style={slackWidth > 2 ? { paddingLeft: slackWidth + 4 } : undefined}>
          {task.title}
        </span>
      )}
      {mayEdit && !task.milestone && (
        <>
          <span
            className={classes.edge}
            data-edge="start"
            aria-hidden
            onPointerDown={(event) => props.onBegin(event, task, "start")}
          />
          <span
            className={classes.edge}
            data-edge="end"
            aria-hidden
            onPointerDown={(event) => props.onBegin(event, task, "end")}
          />
        </>
      )}
      {mayEdit && (
        <span
          className={classes.connector}
          aria-hidden
          onPointerDown={(event) => props.onBegin(event, task, "link")}
        />
      )}
    </div>
  );
});
