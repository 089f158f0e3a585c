/** What is around the bars: marks above, names on the left, lines behind. */
import { memo } from "react";
import { TaskLink } from "@/features/tasks/opening";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import type { TaskRow } from "@/features/tasks/queries";
import classes from "./frame.module.css";
import { messages } from "./messages";
import { type Line, ROW } from "./rows";
import type { Marks } from "./scale";

export const Head = memo(function Head({ marks, todayX }: { marks: Marks; todayX: number }) {
  return (
    <div className={classes.head} aria-hidden>
      {marks.major.map(({ day, x, width, label }) => (
        <span key={day} className={classes.major} style={{ left: x, width }}>
          <b>{label}</b>
        </span>
      ))}
      {marks.minor.map(({ day, x, width, label }) => (
        <span key={day} className={classes.minor} style={{ left: x, width }}>
          {label}
        </span>
      ))}
      <span className={classes.todayMark} style={{ left: todayX }} />
    </div>
  );
});

interface NamesProps {
  lines: readonly Line[];
  first: number;
  last: number;
}

export const Names = memo(function Names({ lines, first, last }: NamesProps) {
  return (
    <ul className={classes.names} aria-label={messages.tasks}>
      {lines.slice(first, last).map((line, index) => (
        <li
          key={`${line.kind}${line.id}`}
          className={line.kind === "group" ? classes.group : classes.lineName}
          style={{ transform: `translateY(${(first + index) * ROW}px)` }}
        >
          {line.kind === "group" ? (
            <>
              <strong>{line.name}</strong>
              <small>{line.count}</small>
            </>
          ) : (
            <Name task={line.task} />
          )}
        </li>
      ))}
    </ul>
  );
});

/** Drawn anew only when its task changes: links are dear, and scrolling passes many. */
const Name = memo(function Name({ task }: { task: TaskRow }) {
  return (
    <>
      <StatusIcon category={task.status_category} label="" size={14} />
      <TaskLink taskKey={task.key} tabIndex={-1} data-done={task.completed_at !== null}>
        {task.title}
      </TaskLink>
    </>
  );
});

export const Ground = memo(function Ground({
  marks,
  lines,
  first,
  last,
  todayX,
}: NamesProps & { marks: Marks; todayX: number }) {
  return (
    <div className={classes.ground} aria-hidden>
      {marks.weekends.map(({ x, width }) => (
        <span key={x} className={classes.weekend} style={{ left: x, width }} />
      ))}
      {marks.minor.map(({ day, x }) => (
        <span key={day} className={classes.grid} style={{ left: x }} />
      ))}
      {lines
        .slice(first, last)
        .map(
          (line, index) =>
            line.kind === "group" && (
              <span
                key={line.id}
                className={classes.groupBand}
                style={{ transform: `translateY(${(first + index) * ROW}px)` }}
              />
            ),
        )}
      <span className={classes.today} style={{ left: todayX }} />
    </div>
  );
});
