/** The colours that tags and options are given: each readable as a dot on both themes. */
export const COLORS = [
  "#2f5bea",
  "#0e8a9c",
  "#1c8a55",
  "#7a9a1e",
  "#c98a12",
  "#d9591f",
  "#c8324b",
  "#b13aa5",
  "#7449d6",
  "#6b7280",
] as const;

/** A colour for something new: in turn, so that neighbours differ. */
export function colorFor(count: number): string {
  return COLORS[count % COLORS.length] ?? COLORS[0];
}
