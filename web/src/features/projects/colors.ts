/** The colours a project may have, calm on both grounds. The API takes any. */
export const projectColors = [
  "#4a73f3",
  "#0f9488",
  "#d9741f",
  "#9355d6",
  "#d14b7c",
  "#5c8a1f",
  "#c2912a",
  "#64748b",
] as const;

/** The project's colour, or one that is always the same for its key. */
export function colorOf(project: { color: string | null; key: string }): string {
  if (project.color) return project.color;
  const sum = [...project.key].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return projectColors[sum % projectColors.length] ?? projectColors[0];
}
