/** What the app reads from the API to show an address: only what its first paint waits for, the first of it first. */
const LAST = "onetick.last-workspace";

/** As `boardQuery` asks for it, and so on: `reads.test.ts` compares them. */
export function readsOf(pathname: string, search: string): string[] {
  const [, w, workspaceId, p, projectId, view, ...deeper] = pathname.replace(/\/$/, "").split("/");
  if (deeper.length > 0) return [];
  if (w === undefined) return ofHome(localStorage.getItem(LAST));
  if (w !== "w") return [];
  if (p === undefined) return ofHome(workspaceId);
  if (p !== "p" || !workspaceId || !projectId) return [];
  const project = `${ofWorkspace(workspaceId)}/projects/${projectId}`;
  const isFiltered = [...new URLSearchParams(search).keys()].some((name) => name !== "task");
  const isBoard = [undefined, "board", "list"].includes(view) && !isFiltered;
  return [
    // Without a view, they say which one it is.
    ...(view === undefined
      ? [`${ofWorkspace(workspaceId)}/views?filter[project_id]=${projectId}&limit=100`]
      : []),
    ...(isBoard ? [`${project}/board`] : []),
    project,
    ofWorkspace(workspaceId),
  ];
}

function ofHome(workspaceId: string | null | undefined): string[] {
  if (!workspaceId) return [];
  const workspace = ofWorkspace(workspaceId);
  return [`${workspace}/tasks?filter[assignee_id]=me&sort=due_at&limit=50`, workspace];
}

function ofWorkspace(workspaceId: string): string {
  return `/v1/workspaces/${workspaceId}`;
}
