/** Going from card to card with the arrow keys. */
import type { Column } from "./board-data";

export function neighbourColumn(columns: readonly Column[], column: Column, key: string): Column | undefined {
  const step = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  return step === 0 ? undefined : columns[columns.indexOf(column) + step];
}

/** Focus the card above, below, or at about the same height in the next column that has any. */
export function focusNeighbour(
  board: HTMLElement | null,
  columns: readonly Column[],
  column: Column,
  index: number,
  key: string,
): void {
  if (key === "ArrowUp" || key === "ArrowDown") {
    focusCard(board, column, index + (key === "ArrowUp" ? -1 : 1));
    return;
  }
  let target = neighbourColumn(columns, column, key);
  while (target && target.tasks.length === 0) target = neighbourColumn(columns, target, key);
  if (target) focusCard(board, target, Math.min(index, target.tasks.length - 1));
}

/**
 * Focus a card, and keep the focus on it while it becomes another element, as it does in another column some
 * frames later.
 */
export function focusTask(board: HTMLElement | null, taskId: string): void {
  const began = document.activeElement;
  const look = (frames: number) => {
    const card = board?.querySelector<HTMLElement>(`[data-task="${taskId}"] [data-open]`);
    const { activeElement } = document;
    // Somebody who went elsewhere meanwhile stays there.
    if (activeElement !== began && activeElement !== document.body) return;
    card?.focus();
    const isThere = card !== undefined && card !== null && card !== began;
    if (!isThere && frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  requestAnimationFrame(() => look(20));
}

function focusCard(board: HTMLElement | null, column: Column, index: number): void {
  const task = column.tasks[index];
  if (!board || !task) return;
  const card = board.querySelector<HTMLElement>(`[data-task="${task.id}"] [data-open]`);
  if (card) {
    card.focus();
    return;
  }
  // Not mounted: bring it into view first.
  const scroller = board.querySelector<HTMLElement>(`[data-section="${column.section.id}"] [data-scroller]`);
  scroller?.dispatchEvent(new CustomEvent("show-index", { detail: index }));
  focusTask(board, task.id);
}
