import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { useProjectId } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { type Day, firstWeekday, named, today } from "@/features/schedule/days";
import { draggedDates, spanOf } from "@/features/schedule/spans";
import { useOpenTask } from "@/features/tasks/opening";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { Arrows, LinkLine } from "./Arrows";
import { barBox } from "./boxes";
import { useDependencies } from "./dependencies";
import { type Dragged, useBarDrag } from "./dragging";
import { Ground, Head, Names } from "./Frame";
import { focusLine } from "./keyboard";
import { messages } from "./messages";
import { useMoving } from "./moving";
import { useNudging } from "./nudging";
import { placesOf, useExtent, useLines } from "./places";
import { type ShiftMode, shiftQuery } from "./queries";
import type { TimelineSearch } from "./routes";
import { type Dated, type GroupName, linesWithin, ROW } from "./rows";
import { ShiftPanel } from "./ShiftPanel";
import { marksOf, scaleOf, xOf } from "./scale";
import { TimelineBar } from "./TimelineBar";
import { Toolbar } from "./Toolbar";
import classes from "./timeline.module.css";
import { drawn, useView } from "./view";

const HEAD = 46;

interface Props {
  items: Dated[];
  isCut: boolean;
  schedule: Schemas["ScheduleView"] | undefined;
  sections: GroupName[];
  people: GroupName[];
}

export function Timeline({ items, isCut, schedule, sections, people }: Props) {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const { mayEdit } = useRights(projectId);
  const { zoom = "week", by = "section", critical = false } = useSearch({ strict: false }) as TimelineSearch;
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  const [mode, setMode] = useState<ShiftMode>("needed");
  const open = useOpenTask();
  const now = today();
  const view = useView(scroller);
  const { proposal, move, decide, dismiss, settle } = useMoving(projectId);
  const { link, unlink } = useDependencies(settle);

  const extent = useExtent(items);
  const scale = useMemo(() => scaleOf(zoom, extent, now), [zoom, extent, now]);
  const lines = useLines(items, by, projectId, by === "section" ? sections : people);

  const put = useCallback(
    (task: TaskRow, grip: "whole" | "start" | "end", days: number) => {
      const dates = draggedDates(task, grip, days);
      const span = spanOf(dates);
      if (!span) return;
      const day = (one: Day) => named(one, { weekday: "short", day: "numeric", month: "short" });
      const words = messages.movedTo(task.key, day(span.from), day(span.to));
      setMode("needed");
      setSaid(words);
      void move(task, dates, words);
    },
    [move],
  );
  const onDrop = ({ task, grip, days, over }: Dragged) => {
    if (grip !== "link") {
      if (days !== 0) put(task, grip, days);
      return;
    }
    const target = items.find((item) => item.task.id === over)?.task;
    if (target) void link(target, task);
  };
  const { dragged, begin } = useBarDrag(plot, scale.width, onDrop);
  const { nudge, press, finish } = useNudging(({ task, grip, days }) => put(task, grip, days));

  const preview = useQuery({
    ...shiftQuery(workspaceId, proposal?.task.id ?? "", proposal?.dates ?? NO_DATES, mode),
    enabled: proposal !== null && mode !== "no",
  });
  const { places, moving } = useMemo(
    () => placesOf(lines, { dragged, nudge, proposal, shifts: mode === "no" ? [] : preview.data?.shifts }),
    [lines, dragged, nudge, proposal, mode, preview.data],
  );
  const slacks = useMemo(
    () => new Map(schedule?.tasks.map(({ id, slack_days }) => [id, Math.max(0, slack_days)])),
    [schedule],
  );
  const criticalIds = useMemo(
    () =>
      critical && schedule
        ? new Set(schedule.tasks.filter((task) => task.critical).map(({ id }) => id))
        : null,
    [critical, schedule],
  );
  const violated = useMemo(
    () => new Set(schedule?.violations.map(({ task_id, other_id }) => `${task_id} ${other_id}`)),
    [schedule],
  );

  const onKeys = useCallback(
    (event: KeyboardEvent, task: TaskRow) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step !== undefined && mayEdit) {
        event.preventDefault();
        press(task, event.shiftKey ? "end" : "whole", step);
      } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        finish();
        focusLine(scroller.current, lines, task.id, event.key === "ArrowUp" ? -1 : 1);
      } else if (event.key === "Enter") finish();
    },
    [mayEdit, press, finish, lines],
  );

  const toToday = useCallback(
    (behavior: ScrollBehavior = "smooth") => {
      const element = scroller.current;
      if (element) element.scrollTo({ left: xOf(scale, now) - element.clientWidth * 0.22, behavior });
    },
    [scale, now],
  );
  // Another zoom shows the same place, and the first look is at today.
  useLayoutEffect(() => toToday("instant"), [toToday]);

  const width = scale.days * scale.width;
  const height = Math.max(lines.length * ROW + 24, view.height - HEAD);
  const { from, to } = drawn(view);
  const [first, last] = linesWithin(lines.length, view.top, view.height);
  const marks = useMemo(() => marksOf(scale, from, to, firstWeekday()), [scale, from, to]);
  const todayX = xOf(scale, now) + scale.width / 2;

  return (
    <div className={classes.timeline}>
      <Toolbar
        zoom={zoom}
        by={by}
        isCritical={critical}
        unscheduled={schedule?.unscheduled ?? 0}
        onToday={toToday}
      />
      <p id="timeline-instructions" className="visually-hidden">
        {messages.instructions}
      </p>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      {isCut && <p className={classes.notice}>{messages.cut}</p>}
      <div ref={scroller} className={classes.scroller} tabIndex={-1}>
        <div className={classes.canvas} style={{ gridTemplateColumns: `var(--names) ${width}px` }}>
          <div className={classes.corner}>{messages.tasks}</div>
          <Head marks={marks} todayX={todayX} />
          <Names lines={lines} first={first} last={last} />
          <div ref={plot} className={classes.plot} style={{ height }}>
            <Ground marks={marks} lines={lines} first={first} last={last} todayX={todayX} />
            <Arrows
              places={places}
              scale={scale}
              width={width}
              height={height}
              lines={[first, last]}
              violated={violated}
              critical={criticalIds}
              moving={moving}
              mayEdit={mayEdit}
              onUnlink={unlink}
            />
            {[...places.values()]
              .filter(({ line }) => line >= first && line < last)
              .map(({ task, span, line }) => {
                const box = barBox(scale, task, span, line);
                if (box.right < from || box.left > to) return null;
                const slack = criticalIds && isLinked(task) ? slacks.get(task.id) : undefined;
                return (
                  <TimelineBar
                    key={task.id}
                    task={task}
                    span={span}
                    left={box.left}
                    width={box.width}
                    line={line}
                    slack={slack === undefined ? null : criticalIds?.has(task.id) ? 0 : slack || null}
                    slackWidth={slack && !criticalIds?.has(task.id) ? slack * scale.width : 0}
                    isMoving={moving.has(task.id)}
                    isTarget={dragged?.grip === "link" && dragged.over === task.id}
                    mayEdit={mayEdit}
                    onBegin={begin}
                    onKeys={onKeys}
                    onOpen={open}
                    onBlur={finish}
                  />
                );
              })}
            {dragged?.grip === "link" && (
              <LinkLine dragged={dragged} from={places.get(dragged.task.id)} scale={scale} />
            )}
          </div>
        </div>
      </div>
      {proposal && (
        <ShiftPanel
          proposal={proposal}
          mode={mode}
          setMode={setMode}
          onMove={() => void decide(proposal, mode)}
          onCancel={dismiss}
        />
      )}
    </div>
  );
}

/** How much time a task has to spare says something only where others wait for it, or it for others. */
function isLinked({ dependencies, completed_at }: TaskRow): boolean {
  return completed_at === null && dependencies.blocked_by.length + dependencies.blocks.length > 0;
}

const NO_DATES = { start_at: null, due_at: null, all_day: false, timezone: null };
