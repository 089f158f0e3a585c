/** The address of a task, for people to send around: it opens on a page of its own. */
export function taskAddress(workspaceId: string, taskKey: string): string {
  return `${location.origin}/w/${workspaceId}/t/${taskKey}`;
}
