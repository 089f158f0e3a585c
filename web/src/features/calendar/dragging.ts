/** Dragging on the calendar, with a mouse, a pen or a held finger: a task as a whole, one of its edges, or one without a date. */
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { type Day, daysBetween } from "@/features/schedule/days";
import { useHold } from "@/features/schedule/hold";
import type { Edge } from "@/features/schedule/spans";
import type { TaskRow } from "@/features/tasks/queries";

export type Grip = "whole" | Edge | "undated";

export interface Dragged {
  task: TaskRow;
  grip: Grip;
  /** By how many days, or onto which one. */
  days: number;
  over: Day | "tray" | null;
}

const THRESHOLD = 4;

export type Begin = (event: ReactPointerEvent, task: TaskRow, grip: Grip) => void;

export function useDragging(onDrop: (dragged: Dragged) => void): {
  dragged: Dragged | null;
  begin: Begin;
  ghost: React.RefObject<HTMLDivElement | null>;
} {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const stop = useRef<(() => void) | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => stop.current?.(), []);

  const start = useCallback<Begin>(({ clientX, clientY }, task, grip) => {
    const from = dayAt(clientX, clientY);
    let current: Dragged | null = null;

    const move = (at: PointerEvent) => {
      if (!current && Math.hypot(at.clientX - clientX, at.clientY - clientY) < THRESHOLD) return;
      const over = overAt(at.clientX, at.clientY);
      const day = over === "tray" ? null : over;
      const days = day && from ? daysBetween(from, day) : (current?.days ?? 0);
      ghost.current?.style.setProperty("transform", `translate(${at.clientX + 12}px, ${at.clientY + 10}px)`);
      if (current && current.days === days && current.over === over) return;
      current = { task, grip, days, over };
      setDragged(current);
    };
    const end = () => {
      stop.current?.();
      if (!current) return;
      swallowClick();
      drop.current(current);
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
  }, []);

  const hold = useHold();
  const begin = useCallback<Begin>(
    (event, task, grip) => hold(event, () => start(event, task, grip)),
    [hold, start],
  );
  return { dragged, begin, ghost };
}

function overAt(x: number, y: number): Day | "tray" | null {
  for (const element of document.elementsFromPoint(x, y)) {
    if (!(element instanceof HTMLElement)) continue;
    if (element.dataset.day) return element.dataset.day;
    if (element.dataset.tray !== undefined) return "tray";
  }
  return null;
}

function dayAt(x: number, y: number): Day | null {
  const over = overAt(x, y);
  return over === "tray" ? null : over;
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
