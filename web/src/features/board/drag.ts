/** What is dragged, and where it would land: known outside of React, so that only columns that it touches render. */
import { useSyncExternalStore } from "react";
import type { TaskRow } from "@/features/tasks/queries";

export interface Landing {
  sectionId: string;
  /** Among the column's cards without the dragged one. */
  index: number;
}

class Drag {
  task: TaskRow | null = null;
  landing: Landing | null = null;
  #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(task: TaskRow): void {
    this.task = task;
    this.#tell();
  }

  over(landing: Landing | null): void {
    const same = landing?.sectionId === this.landing?.sectionId && landing?.index === this.landing?.index;
    if (same) return;
    this.landing = landing;
    this.#tell();
  }

  end(): void {
    this.task = null;
    this.landing = null;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const drag = new Drag();

export function useDragged(): TaskRow | null {
  return useSyncExternalStore(drag.subscribe, () => drag.task);
}

/** Where in this column the card would land; null while it would land elsewhere. */
export function useLandingIn(sectionId: string): number | null {
  return useSyncExternalStore(drag.subscribe, () =>
    drag.landing?.sectionId === sectionId ? drag.landing.index : null,
  );
}

/**
 * The landing under the middle of the dragged card. Reads the rectangles of what is mounted: columns carry
 * `data-section`, cards `data-index` and `data-task`.
 */
export function landingAt(board: HTMLElement, x: number, y: number, taskId: string): Landing | null {
  const columns = [...board.querySelectorAll<HTMLElement>("[data-section]")];
  const column = columns.find((element) => {
    const { left, right } = element.getBoundingClientRect();
    return x >= left - 6 && x <= right + 6;
  });
  const sectionId = column?.dataset.section;
  if (!column || !sectionId) return null;
  const cards = [...column.querySelectorAll<HTMLElement>("[data-task]")];
  const own = cards.find((card) => card.dataset.task === taskId);
  const ownIndex = own ? Number(own.dataset.index) : Number.POSITIVE_INFINITY;
  let index = 0;
  for (const card of cards) {
    if (card === own) continue;
    const { top, height } = card.getBoundingClientRect();
    const at = Number(card.dataset.index);
    if (y > top + height / 2) index = Math.max(index, at + 1 - (at > ownIndex ? 1 : 0));
    else if (index === 0) index = Math.max(0, at - (at > ownIndex ? 1 : 0));
  }
  return { sectionId, index };
}
