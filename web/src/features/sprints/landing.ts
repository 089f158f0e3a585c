/** Where a dragged task would land: read from what is on the screen. */
export interface Landing {
  list: string;
  /** Among the rows of the list without the dragged one. */
  index: number;
}

/** Lists carry `data-list`, their rows `data-row`. */
export function landingAt(within: HTMLElement, y: number, taskId: string): Landing | null {
  const lists = [...within.querySelectorAll<HTMLElement>("[data-list]")];
  const nearest = lists
    .map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { element, distance: y < top ? top - y : y > bottom ? y - bottom : 0 };
    })
    .sort((one, other) => one.distance - other.distance)[0];
  const list = nearest?.element.dataset.list;
  if (!nearest || list === undefined || nearest.distance > 120) return null;
  const rows = [...nearest.element.querySelectorAll<HTMLElement>("[data-row]")].filter(
    (row) => row.dataset.row !== taskId,
  );
  const index = rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y > top + height / 2;
  }).length;
  return { list, index };
}
