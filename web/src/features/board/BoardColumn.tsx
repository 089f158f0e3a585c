import { ActionIcon, Tooltip } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, useState } from "react";
import { IconPlus } from "@/components/icons";
import { measured } from "@/components/measured";
import type { Rights } from "@/features/projects/rights";
import type { TaskRow } from "@/features/tasks/queries";
import type { People } from "@/features/workspaces/queries";
import classes from "./board.module.css";
import type { Column } from "./board-data";
import { Card } from "./Card";
import { useDragged, useLandingIn } from "./drag";
import { messages } from "./messages";
import { QuickAdd } from "./QuickAdd";

const CARD = { rest: 48, line: 18, letters: 34, lines: 3 };
const GAP = 8;
const LOOK_AHEAD = 12;

export interface CardActions {
  open: (task: TaskRow) => void;
  openMenu: (task: TaskRow, x: number, y: number) => void;
  further: (sectionId: string, cursor: string) => void;
}

interface Props {
  column: Column;
  rights: Rights;
  people: People;
  actions: CardActions;
}

/** One column. Far outside of the window it is only a frame. */
export const BoardColumn = memo(function BoardColumn({ column, rights, people, actions }: Props) {
  const { section, count } = column;
  const [isAdding, setAdding] = useState<"top" | "bottom" | null>(null);
  const { ref, entry } = useIntersection({ rootMargin: "0px 400px" });
  const limit = section.wip_limit;
  const isOver = limit !== null && count > limit;
  return (
    <section
      ref={ref}
      className={classes.column}
      data-section={section.id}
      aria-label={messages.column(section.name, count)}
    >
      <header className={classes.head}>
        {section.color && <span className={classes.tint} style={{ background: section.color }} />}
        <h2 className={classes.name}>{section.name}</h2>
        <Tooltip label={isOver ? messages.overLimit(count, limit) : ""} disabled={!isOver}>
          <span className={classes.count} data-over={isOver || undefined}>
            {count}
            {limit !== null && ` / ${limit}`}
          </span>
        </Tooltip>
        {rights.mayCreate && (
          <ActionIcon
            size="sm"
            ml="auto"
            onClick={() => setAdding("bottom")}
            aria-label={messages.newTaskIn(section.name)}
          >
            <IconPlus size={15} />
          </ActionIcon>
        )}
      </header>
      {entry?.isIntersecting === false ? null : <Cards column={column} people={people} actions={actions} />}
      {rights.mayCreate && (
        <QuickAdd
          section={section}
          isOpen={isAdding !== null}
          setOpen={(open) => setAdding(open ? "bottom" : null)}
        />
      )}
    </section>
  );
});

/** About: the observer tells how high it is really. */
function heightOf(task: TaskRow | undefined): number {
  const lines = Math.ceil((task?.title.length ?? 0) / CARD.letters);
  return CARD.rest + CARD.line * Math.min(CARD.lines, Math.max(1, lines));
}

function Cards({ column, people, actions }: Omit<Props, "rights">) {
  const { tasks, cursor, section } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const landing = useLandingIn(section.id);
  const dragged = useDragged();
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => tasks[index]?.id ?? index,
    estimateSize: (index) => heightOf(tasks[index]),
    measureElement: measured,
    gap: GAP,
    overscan: 5,
    paddingEnd: GAP,
    // Between two frames, with whatever else happened since the last one: not within each event of the wheel.
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (cursor !== null && lastShown >= tasks.length - LOOK_AHEAD) actions.further(section.id, cursor);
  }, [cursor, lastShown, tasks.length, section.id, actions]);

  useEffect(() => {
    const element = scroller.current;
    const show = (event: Event) => rows.scrollToIndex((event as CustomEvent<number>).detail);
    element?.addEventListener("show-index", show);
    return () => element?.removeEventListener("show-index", show);
  }, [rows]);

  return (
    <div
      ref={scroller}
      className={classes.cards}
      data-scroller=""
      data-landing={landing !== null || undefined}
    >
      <ul className={classes.track} style={{ height: rows.getTotalSize() }} aria-label={section.name}>
        {items.map((item) => {
          const task = tasks[item.index];
          return task ? (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className={classes.slot}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Card
                task={task}
                index={item.index}
                isDragged={task.id === dragged?.id}
                people={people}
                actions={actions}
              />
            </li>
          ) : null;
        })}
        {landing !== null && (
          <li
            className={classes.landing}
            style={{ transform: `translateY(${landingY(landing)}px)` }}
            aria-hidden
          />
        )}
      </ul>
      {tasks.length === 0 && column.count === 0 && <p className={classes.none}>{messages.emptyColumn}</p>}
    </div>
  );

  function landingY(index: number): number {
    const own = tasks.findIndex(({ id }) => id === dragged?.id);
    const at = own >= 0 && index > own ? index + 1 : index;
    const item = rows.measurementsCache[at];
    if (item) return Math.max(0, item.start - GAP / 2 - 1);
    const last = rows.measurementsCache.at(-1);
    return last ? last.end + GAP / 2 - 1 : 2;
  }
}
