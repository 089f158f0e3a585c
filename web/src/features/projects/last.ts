/** In which project a task was made last on this device: the next one is likely to belong there too. */
const LAST_PROJECT = "onetick.last-project";

export function rememberProject(projectId: string): void {
  localStorage.setItem(LAST_PROJECT, projectId);
}

/** The first of these ids that is among the projects, then the one of the last task, then the first project. */
export function likelyProject(
  projects: readonly { id: string }[],
  ...wanted: readonly (string | null | undefined)[]
): string | null {
  const known = (id: string | null | undefined) => projects.find((project) => project.id === id)?.id;
  const found = [...wanted, localStorage.getItem(LAST_PROJECT)].map(known).find(Boolean);
  return found ?? projects[0]?.id ?? null;
}
