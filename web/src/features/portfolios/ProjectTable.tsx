import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useRef, useState } from "react";
import { useHeldChanger } from "./changes";
import { messages } from "./messages";
import { indexAt } from "./order";
import { ProjectLine } from "./ProjectLine";
import classes from "./ProjectTable.module.css";
import type { Held } from "./queries";

interface Props {
  portfolioId: string;
  rows: Held[];
  mayEdit: boolean;
}

/** The projects in the order of the portfolio, which is changed by dragging, by keys and by the menu of a row. */
export function ProjectTable({ portfolioId, rows, mayEdit }: Props) {
  const changer = useHeldChanger(portfolioId);
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [landing, setLanding] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );
  const from = rows.findIndex(({ project_id }) => project_id === dragged);
  const move = async (at: number, to: number) => {
    const row = rows[at];
    if (!row || to < 0 || to >= rows.length) return;
    if (await changer.move(rows, at, to)) setSaid(messages.movedTo(row.name, to + 1));
  };
  const stop = () => {
    setDragged(null);
    setLanding(null);
  };
  const onDragMove = ({ active }: DragMoveEvent) => {
    const box = active.rect.current.translated;
    if (box && list.current) setLanding(indexAt(list.current, box.top + box.height / 2, String(active.id)));
  };
  // The dragged row is still there, so marks behind it are one further down.
  const marked = landing === null ? null : landing > from - 1 && landing >= from ? landing + 1 : landing;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={() => []}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragMove={onDragMove}
      onDragEnd={() => {
        stop();
        if (landing !== null && from >= 0) void move(from, landing);
      }}
      onDragCancel={stop}
    >
      <p id="portfolio-instructions" className="visually-hidden">
        {messages.instructions}
      </p>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      <div className={classes.columns} aria-hidden>
        <span>{messages.columns.name}</span>
        <span>{messages.columns.health}</span>
        <span>{messages.columns.progress}</span>
        <span>{messages.columns.dates}</span>
        <span>{messages.columns.owner}</span>
      </div>
      <ul ref={list} className={classes.rows}>
        {rows.map((row, index) => (
          <ProjectLine
            key={row.project_id}
            row={row}
            mayEdit={mayEdit}
            mark={
              dragged && marked === index
                ? "above"
                : dragged && marked === rows.length && index === rows.length - 1
                  ? "below"
                  : undefined
            }
            onShift={(by) => void move(index, index + by)}
            onTop={() => void move(index, 0)}
            onTakeOut={() => void changer.takeOut(rows, row)}
          />
        ))}
      </ul>
      <DragOverlay dropAnimation={null}>
        {from >= 0 && <div className={classes.lifted}>{rows[from]?.name}</div>}
      </DragOverlay>
    </DndContext>
  );
}
