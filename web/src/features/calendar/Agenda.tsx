import { ActionIcon, Popover } from "@mantine/core";
import { useEffect, useRef } from "react";
import { IconPlus } from "@/components/icons";
import { type Day, laterOf, named } from "@/features/schedule/days";
import type { Span } from "@/features/schedule/spans";
import { TaskLine } from "@/features/tasks/parts/TaskLine";
import type { TaskRow } from "@/features/tasks/queries";
import agendaClasses from "./agenda.module.css";
import classes from "./calendar.module.css";
import { messages } from "./messages";
import { daysOf, type Sheet } from "./place";
import { QuickAdd } from "./QuickAdd";

interface Props {
  sheet: Sheet;
  now: Day;
  items: readonly { item: TaskRow; span: Span }[];
  withProject: boolean;
  adding: { day: Day; projectId: string | null; assigneeId: string | null } | null;
  mayAdd: boolean;
  onAdd: (day: Day | null) => void;
}

/** The same days below one another, for a screen that is too narrow for seven: those with tasks, and today. */
export function Agenda({ sheet, now, items, withProject, adding, mayAdd, onAdd }: Props) {
  const days = daysOf(sheet)
    .filter((day) => sheet.month === null || day.startsWith(sheet.month))
    .map((day) => ({ day, tasks: items.filter(({ span }) => isNamedOn(day, span, sheet, now)) }))
    .filter(({ day, tasks }) => tasks.length > 0 || day === now);
  const element = useRef<HTMLElement>(null);
  const isLoaded = items.length > 0;
  useEffect(() => {
    if (isLoaded) element.current?.querySelector("[data-now]")?.scrollIntoView({ block: "start" });
  }, [isLoaded]);
  return (
    <section ref={element} className={agendaClasses.agenda} aria-label={messages.agenda}>
      {days.map(({ day, tasks }) => (
        <section key={day} className={agendaClasses.agendaDay} data-now={day === now || undefined}>
          <header>
            <h3>{named(day, { weekday: "short", day: "numeric", month: "short" })}</h3>
            {day === now && <span className={agendaClasses.nowMark}>{messages.today}</span>}
            {mayAdd && (
              <Popover opened={adding?.day === day} onClose={() => onAdd(null)} trapFocus width={280}>
                <Popover.Target>
                  <ActionIcon
                    ml="auto"
                    size={44}
                    aria-label={messages.addOn(
                      named(day, { weekday: "long", day: "numeric", month: "long" }),
                    )}
                    onClick={() => onAdd(day)}
                  >
                    <IconPlus size={18} />
                  </ActionIcon>
                </Popover.Target>
                <Popover.Dropdown>
                  {adding?.day === day && <QuickAdd {...adding} onDone={() => onAdd(null)} />}
                </Popover.Dropdown>
              </Popover>
            )}
          </header>
          {tasks.length === 0 ? (
            <p className={classes.faint}>{messages.nothingOn}</p>
          ) : (
            <ul>
              {tasks.map(({ item }) => (
                <li key={item.id}>
                  <TaskLine task={item} withProject={withProject} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {days.length === 0 && <p className={classes.faint}>{messages.nothing}</p>}
    </section>
  );
}

/** A task of several days is named when it begins, when it is due, and today. */
function isNamedOn(day: Day, { from, to }: Span, sheet: Sheet, now: Day): boolean {
  if (day === now) return from <= day && to >= day;
  const begin = sheet.month === null ? sheet.first : `${sheet.month}-01`;
  return day === to || day === laterOf(from, begin);
}
