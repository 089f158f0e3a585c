/** Rows in another order, and how the API is told of it. */

export interface Place {
  before_id?: string;
  after_id?: string;
}

/** The rows with one of them put at another place. */
export function moved<T>(rows: readonly T[], from: number, to: number): T[] {
  const others = rows.filter((_, index) => index !== from);
  const row = rows[from];
  return row === undefined ? [...rows] : [...others.slice(0, to), row, ...others.slice(to)];
}

/** Beside which row one of them stands; null where it is alone. */
export function placeOf(rows: readonly { project_id: string }[], index: number): Place | null {
  const before = rows[index + 1];
  if (before) return { before_id: before.project_id };
  const after = rows[index - 1];
  return after ? { after_id: after.project_id } : null;
}

/** Where among the other rows something at this height would land; rows carry `data-row`. */
export function indexAt(list: HTMLElement, y: number, dragged: string): number {
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  return rows.filter((row) => {
    if (row.dataset.row === dragged) return false;
    const { top, height } = row.getBoundingClientRect();
    return y > top + height / 2;
  }).length;
}
