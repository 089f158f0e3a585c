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

function focusCard(board: HTMLElement | null, column: Column, index: number): void {
  const task = column.tasks[index];
  if (!board || !task) return;
  const find = () => board.querySelector<HTMLElement>(`[data-task="${task.id}"]`);
  const card = find();
  if (card) {
    card.focus();
    return;
  }
  // Not mounted: bring it into view first.
  const scroller = board.querySelector<HTMLElement>(`[data-section="${column.section.id}"] [data-scroller]`);
  scroller?.dispatchEvent(new CustomEvent("show-index", { detail: index }));
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}
