import { useElementSize, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { type Day, firstWeekday, named, plusDays, today } from "@/features/schedule/days";
import { datedQuery, rowsOf, undatedQuery, type Whose } from "@/features/schedule/queries";
import { useReschedule } from "@/features/schedule/rescheduling";
import {
  type Dates,
  datesOf,
  draggedDates,
  draggedSpan,
  type Edge,
  type Span,
  spanOf,
} from "@/features/schedule/spans";
import { endOfDay } from "@/features/tasks/choices/due";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { Agenda } from "./Agenda";
import classes from "./calendar.module.css";
import { type Dragged, useDragging } from "./dragging";
import { keepFocus, stepOf } from "./keyboard";
import { messages } from "./messages";
import { type CalendarSearch, sheetAt } from "./place";
import { Toolbar } from "./Toolbar";
import { Tray } from "./Tray";
import { Week } from "./Week";

const HEAD = 32;
const LANE = { month: 24, week: 30 };
const LEAST_WEEK = 100;

interface Props {
  whose: Whose;
  /** Where new tasks go; null when that is chosen. */
  projectId: string | null;
  assigneeId: string | null;
  mayAdd: boolean;
  mayEdit: (task: TaskRow) => boolean;
  projectOf: (task: TaskRow) => { color: string | null; key: string } | undefined;
}

/** A month or a week: tasks as bars over their days. */
export function Calendar({ whose, projectId, assigneeId, mayAdd, mayEdit, projectOf }: Props) {
  const workspaceId = useWorkspaceId();
  const { at, undated = false } = useSearch({ strict: false }) as CalendarSearch;
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  const firstDay = useMemo(() => firstWeekday(), []);
  const now = today();
  const sheet = useMemo(() => sheetAt(at, firstDay, now), [at, firstDay, now]);
  const hasTray = undated && !isNarrow;
  const dated = useLive(datedQuery(workspaceId, whose, sheet.first, sheet.last), "together");
  const waiting = useInfiniteQuery({ ...undatedQuery(workspaceId, whose), enabled: hasTray });
  const reschedule = useReschedule();
  const [addingOn, setAdding] = useState<Day | null>(null);
  const [said, setSaid] = useState("");
  const element = useRef<HTMLDivElement>(null);
  const { ref: weeksRef, height } = useElementSize();

  const put = useCallback(
    async (task: TaskRow, dates: Dates) => {
      const words = wordsOf(task, dates);
      if (await reschedule(task, dates, words)) setSaid(words);
    },
    [reschedule],
  );
  const onDrop = ({ task, grip, days, over }: Dragged) => {
    if (over === "tray") {
      if (grip === "whole") void put(task, { ...datesOf(task), start_at: null, due_at: null });
    } else if (grip === "undated") {
      if (over) void put(task, { start_at: null, ...endOfDay(over) });
    } else if (days !== 0) void put(task, draggedDates(task, grip, days));
  };
  const { dragged, begin, ghost } = useDragging(onDrop);

  const rows = useMemo(() => rowsOf(dated.data, waiting.data), [dated.data, waiting.data]);
  const items = useMemo(() => rows.flatMap((task) => itemOf(task, dragged)), [rows, dragged]);

  const onKeys = (event: KeyboardEvent, task: TaskRow) => {
    const step = stepOf(event);
    if (!step || !mayEdit(task)) return;
    event.preventDefault();
    void put(task, draggedDates(task, step.grip, step.days));
    keepFocus(element.current, task.id);
  };
  const adding = addingOn ? { day: addingOn, projectId, assigneeId } : null;
  const weekHeight = Math.max(LEAST_WEEK, height / sheet.weeks.length);
  const laneHeight = LANE[sheet.kind];
  const lanes = sheet.kind === "week" ? null : Math.max(2, Math.floor((weekHeight - HEAD) / laneHeight));
  const isEmpty = dated.isSuccess && items.length === 0;

  return (
    <div className={classes.calendar} ref={element}>
      <Toolbar sheet={sheet} hasTray={hasTray} isNarrow={isNarrow} />
      <p id="calendar-instructions" className="visually-hidden">
        {messages.instructions}
      </p>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      {dated.isError && <ProblemNotice error={dated.error} retry={dated.refetch} />}
      {dated.data?.isCut && <p className={classes.notice}>{messages.cut}</p>}
      {isEmpty && mayAdd && !isNarrow && (
        <p className={classes.notice}>
          <strong>{messages.nothing}</strong> {messages.nothingText}
        </p>
      )}
      <div className={classes.body} aria-busy={dated.isPending}>
        {isNarrow ? (
          <Agenda
            sheet={sheet}
            now={now}
            items={items}
            withProject={projectId === null}
            adding={adding}
            mayAdd={mayAdd}
            onAdd={setAdding}
          />
        ) : (
          <div className={classes.sheet}>
            <div className={classes.names} aria-hidden>
              {Array.from({ length: 7 }, (_, column) => (
                <span key={plusDays(sheet.first, column)}>
                  {named(plusDays(sheet.first, column), { weekday: "short" })}
                </span>
              ))}
            </div>
            <div ref={weeksRef} className={classes.weeks} data-kind={sheet.kind}>
              {sheet.weeks.map((week) => (
                <Week
                  key={week}
                  first={week}
                  month={sheet.month}
                  now={now}
                  items={items}
                  lanes={lanes}
                  laneHeight={laneHeight}
                  dragged={dragged}
                  adding={adding}
                  mayAdd={mayAdd}
                  actions={{ onBegin: begin, onKeys, onAdd: setAdding, mayEdit, projectOf }}
                />
              ))}
            </div>
          </div>
        )}
        {hasTray && (
          <Tray
            whose={whose}
            dragged={dragged}
            mayEdit={mayEdit}
            onBegin={begin}
            onSchedule={(task) => void put(task, { start_at: null, ...endOfDay(today()) })}
          />
        )}
      </div>
      <div ref={ghost} className={classes.ghost} hidden={dragged?.grip !== "undated"} aria-hidden>
        {dragged?.task.title}
      </div>
    </div>
  );
}

function itemOf(task: TaskRow, dragged: Dragged | null): { item: TaskRow; span: Span }[] {
  const span = spanOf(task);
  if (dragged?.task.id !== task.id) return span ? [{ item: task, span }] : [];
  const { grip, over, days } = dragged;
  if (grip === "undated") {
    return over && over !== "tray" ? [{ item: task, span: { from: over, to: over } }] : [];
  }
  return span ? [{ item: task, span: draggedSpan(span, grip as Edge | "whole", days) }] : [];
}

function wordsOf(task: TaskRow, dates: Dates): string {
  const span = spanOf(dates);
  if (!span) return messages.takenOut(task.key);
  const day = (one: Day) => named(one, { weekday: "short", day: "numeric", month: "short" });
  return messages.movedTo(task.key, day(span.from), day(span.to));
}
