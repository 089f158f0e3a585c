/** Lines of charts, as paths of SVG. */
export interface Spot {
  x: number;
  y: number;
}

export const polyline = (points: readonly Spot[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");

/** A line that stays until it changes, as scope does. */
export function steps(points: readonly Spot[]): string {
  return points
    .map(({ x, y }, index) => (index === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`))
    .join("");
}

const round = (value: number) => Math.round(value * 10) / 10;
