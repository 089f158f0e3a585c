/** Moving a task on the calendar by keys. */
import type { KeyboardEvent } from "react";
import type { Edge } from "@/features/schedule/spans";

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Alt with an arrow moves the task, with Shift as well its end. */
export function stepOf(
  event: Pick<KeyboardEvent, "key" | "altKey" | "shiftKey">,
): { grip: "whole" | Edge; days: number } | null {
  const days = STEPS[event.key];
  if (!event.altKey || days === undefined) return null;
  return { grip: event.shiftKey ? "end" : "whole", days };
}

/** The focus stays on a task while it becomes a bar of another week. */
export function keepFocus(within: HTMLElement | null, taskId: string): void {
  const look = (frames: number) => {
    const bar = within?.querySelector<HTMLElement>(`[data-bar="${taskId}"]`);
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement !== bar) return;
    bar?.focus();
    if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  requestAnimationFrame(() => look(12));
}
