/**
 * A token is for one organization at a time, and an address names only the workspace. So the browser remembers
 * which workspace is in which organization; for an address from somebody else it looks through the account's.
 */
import { isProblem } from "@/api/problem";
import { queryClient } from "@/api/query-client";
import { session } from "@/api/session";
import { organizationsQuery, type Workspace, workspaceQuery } from "./queries";

const PLACES = "onetick.places";
const LAST = "onetick.last-workspace";

/**
 * Make the session good for the workspace. Raises Problem (404) when the account cannot see it; for one that it
 * saw before, whether it still does is asked beside: see `useArrival`.
 */
export async function enterWorkspace(workspaceId: string): Promise<void> {
  const known = places()[workspaceId];
  if (known) await session.choose(known).catch(ignoreMissing);
  if (known && session.state.organizationId === known) {
    localStorage.setItem(LAST, workspaceId);
    void queryClient.prefetchQuery(workspaceQuery(workspaceId));
    return;
  }
  try {
    await arrive(workspaceId);
  } catch (error) {
    if (!isProblem(error) || error.status !== 404) throw error;
    await searchFor(workspaceId, error);
  }
}

/** Where the workspace was is not where it is: look for it anew. */
export function forgetPlace(workspaceId: string): void {
  const { [workspaceId]: _, ...others } = places();
  localStorage.setItem(PLACES, JSON.stringify(others));
}

/** Where the account was last, if it is known. */
export function lastWorkspace(): string | null {
  return localStorage.getItem(LAST);
}

/** The bare address shall lead somewhere else now. */
export function forgetLastWorkspace(): void {
  localStorage.removeItem(LAST);
}

export function forgetPlaces(): void {
  localStorage.removeItem(PLACES);
  localStorage.removeItem(LAST);
}

async function arrive(workspaceId: string): Promise<Workspace> {
  const workspace = await queryClient.ensureQueryData(workspaceQuery(workspaceId));
  if (session.state.organizationId !== workspace.organization_id)
    await session.choose(workspace.organization_id);
  localStorage.setItem(PLACES, JSON.stringify({ ...places(), [workspaceId]: workspace.organization_id }));
  localStorage.setItem(LAST, workspaceId);
  return workspace;
}

async function searchFor(workspaceId: string, notFound: unknown): Promise<Workspace> {
  const tried = session.state.organizationId;
  const organizations = await queryClient.ensureQueryData(organizationsQuery());
  for (const { id, status } of organizations) {
    if (id === tried || status !== "active") continue;
    await session.choose(id).catch(ignoreMissing);
    const found = await arrive(workspaceId).catch(ignoreMissing);
    if (found) return found;
  }
  if (tried) await session.choose(tried);
  throw notFound;
}

function ignoreMissing(error: unknown): undefined {
  if (isProblem(error) && error.status === 404) return undefined;
  throw error;
}

function places(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(PLACES) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}
