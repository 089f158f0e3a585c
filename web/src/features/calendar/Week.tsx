import { Popover, UnstyledButton } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { IconPlus } from "@/components/icons";
import { type Day, named, plusDays } from "@/features/schedule/days";
import { barsOf, covers, fitted } from "@/features/schedule/lanes";
import type { Span } from "@/features/schedule/spans";
import { useOpenTask } from "@/features/tasks/opening";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import type { TaskRow } from "@/features/tasks/queries";
import { CalendarBar } from "./CalendarBar";
import type { Begin, Dragged } from "./dragging";
import { messages } from "./messages";
import { QuickAdd } from "./QuickAdd";
import classes from "./week.module.css";

export interface WeekActions {
  onBegin: Begin;
  onKeys: (event: KeyboardEvent, task: TaskRow) => void;
  onAdd: (day: Day | null) => void;
  mayEdit: (task: TaskRow) => boolean;
  projectOf: (task: TaskRow) => { color: string | null; key: string } | undefined;
}

interface Props {
  first: Day;
  month: string | null;
  now: Day;
  items: readonly { item: TaskRow; span: Span }[];
  /** How many lanes have room; null for as many as there are. */
  lanes: number | null;
  laneHeight: number;
  dragged: Dragged | null;
  adding: { day: Day; projectId: string | null; assigneeId: string | null } | null;
  mayAdd: boolean;
  actions: WeekActions;
}

const DAYS = 7;

/** Seven days side by side, and the bars over them. */
export function Week({
  first,
  month,
  now,
  items,
  lanes,
  laneHeight,
  dragged,
  adding,
  mayAdd,
  actions,
}: Props) {
  const bars = barsOf(items, first, DAYS);
  const most = Math.max(0, ...bars.map(({ lane }) => lane + 1));
  const { shown, hidden } = fitted(bars, lanes ?? most, DAYS);
  const days = Array.from({ length: DAYS }, (_, column) => plusDays(first, column));
  return (
    <section
      className={classes.week}
      aria-label={messages.weekOf(named(first, { day: "numeric", month: "long" }))}
      style={lanes === null ? { minHeight: 44 + most * laneHeight + 40 } : undefined}
    >
      {days.map((day, column) => {
        const long = named(day, { weekday: "long", day: "numeric", month: "long" });
        const more = hidden[column] ?? 0;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button in it
          // biome-ignore lint/a11y/useKeyWithClickEvents: the button in it has the keys
          <div
            key={day}
            className={classes.day}
            data-day={day}
            data-now={day === now || undefined}
            data-other={(month !== null && !day.startsWith(month)) || undefined}
            data-weekend={isWeekend(day) || undefined}
            data-over={dragged?.over === day || undefined}
            onClick={(event) => {
              if (mayAdd && event.target === event.currentTarget) actions.onAdd(day);
            }}
          >
            <time dateTime={day} className={classes.number}>
              <span className="visually-hidden">{long}</span>
              <span aria-hidden>
                {day.endsWith("-01") && month !== null
                  ? named(day, { day: "numeric", month: "short" })
                  : named(day, { day: "numeric" })}
              </span>
            </time>
            {mayAdd && (
              <Popover
                opened={adding?.day === day}
                onClose={() => actions.onAdd(null)}
                trapFocus
                withinPortal
                width={260}
              >
                <Popover.Target>
                  <UnstyledButton
                    className={classes.add}
                    aria-label={messages.addOn(long)}
                    onClick={() => actions.onAdd(adding?.day === day ? null : day)}
                  >
                    <IconPlus size={14} />
                  </UnstyledButton>
                </Popover.Target>
                <Popover.Dropdown>
                  {adding?.day === day && <QuickAdd {...adding} onDone={() => actions.onAdd(null)} />}
                </Popover.Dropdown>
              </Popover>
            )}
            {more > 0 && (
              <More
                day={long}
                count={more}
                tasks={bars.filter((bar) => covers(bar, column)).map(({ item }) => item)}
              />
            )}
          </div>
        );
      })}
      <ul className={classes.bars}>
        {shown.map((bar) => (
          <CalendarBar
            key={bar.item.id}
            bar={bar}
            lane={bar.lane}
            laneHeight={laneHeight}
            mayEdit={actions.mayEdit(bar.item)}
            isDragged={dragged?.task.id === bar.item.id}
            project={actions.projectOf(bar.item)}
            onBegin={actions.onBegin}
            onKeys={actions.onKeys}
          />
        ))}
      </ul>
    </section>
  );
}

/** What had no room, and all the others of that day. */
function More({ day, count, tasks }: { day: string; count: number; tasks: TaskRow[] }) {
  const open = useOpenTask();
  return (
    <Popover width={280} trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.more} aria-label={messages.moreOn(count, day)}>
          {messages.more(count)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <h3 className={classes.moreTitle}>{day}</h3>
        <ul className={classes.moreList}>
          {tasks.map((task) => (
            <li key={task.id}>
              <UnstyledButton className={classes.moreTask} onClick={() => open(task.key)}>
                <StatusIcon category={task.status_category} label="" size={13} />
                <span>{task.title}</span>
                <small>{task.key}</small>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
