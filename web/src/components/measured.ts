import type { Virtualizer } from "@tanstack/react-virtual";

/**
 * How high a row is, as its observer tells after the page was laid out. Until then it is what was estimated:
 * to ask the row itself would lay out the page anew for each that comes into view.
 */
export function measured<T extends Element>(
  row: T,
  entry: ResizeObserverEntry | undefined,
  rows: Virtualizer<HTMLDivElement, T>,
): number {
  const height = entry?.borderBoxSize[0]?.blockSize;
  if (height !== undefined) return Math.round(height);
  const index = rows.indexFromElement(row);
  return rows.measurementsCache[index]?.size ?? rows.options.estimateSize(index);
}
