/** Dragging bars on the timeline: the whole, an edge, or a line from one to another. */
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useHold } from "@/features/schedule/hold";
import type { Edge } from "@/features/schedule/spans";
import type { TaskRow } from "@/features/tasks/queries";

export interface Dragged {
  task: TaskRow;
  grip: "whole" | Edge | "link";
  days: number;
  /** Of a line: where it is, in the plot, and onto which task it would be let go. */
  x: number;
  y: number;
  over: string | null;
}

const THRESHOLD = 4;

export type Begin = (event: ReactPointerEvent, task: TaskRow, grip: Dragged["grip"]) => void;

export function useBarDrag(
  plot: React.RefObject<HTMLElement | null>,
  dayWidth: number,
  onDrop: (dragged: Dragged) => void,
): { dragged: Dragged | null; begin: Begin } {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const latest = useRef({ dayWidth, onDrop });
  latest.current = { dayWidth, onDrop };
  useEffect(() => () => stop.current?.(), []);

  const start = useCallback<Begin>(
    (event, task, grip) => {
      const startX = event.clientX;
      const startY = event.clientY;
      // The plot moves under the pointer when it is scrolled meanwhile.
      const origin = plot.current?.getBoundingClientRect().left ?? 0;
      let current: Dragged | null = null;
      const move = (at: PointerEvent) => {
        if (!current && Math.hypot(at.clientX - startX, at.clientY - startY) < THRESHOLD) return;
        const box = plot.current?.getBoundingClientRect();
        const scrolled = origin - (box?.left ?? 0);
        const days = Math.round((at.clientX - startX + scrolled) / latest.current.dayWidth);
        if (grip !== "link" && current?.days === days) return;
        const over =
          grip === "link"
            ? (document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>("[data-task]")?.dataset
                .task ?? null)
            : null;
        current = {
          task,
          grip,
          days,
          x: at.clientX - (box?.left ?? 0),
          y: at.clientY - (box?.top ?? 0),
          over: over === task.id ? null : over,
        };
        setDragged(current);
      };
      const end = () => {
        stop.current?.();
        if (!current) return;
        swallowClick();
        latest.current.onDrop(current);
      };
      const interrupt = () => stop.current?.();
      const cancel = (key: KeyboardEvent) => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        stop.current?.();
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", end);
      window.addEventListener("pointercancel", interrupt);
      window.addEventListener("keydown", cancel, true);
      stop.current = () => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", end);
        window.removeEventListener("pointercancel", interrupt);
        window.removeEventListener("keydown", cancel, true);
        stop.current = null;
        setDragged(null);
      };
    },
    [plot],
  );

  const hold = useHold();
  const begin = useCallback<Begin>(
    (event, task, grip) => hold(event, () => start(event, task, grip)),
    [hold, start],
  );
  return { dragged, begin };
}

function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
