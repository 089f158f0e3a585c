/**
 * The screens of an address are fetched while the session is still being restored and the workspace looked for,
 * instead of after: the router asks for them only once every `beforeLoad` is through.
 */
import { lastWorkspace } from "@/features/workspaces/enter";
import { router } from "./router";

export function preloadScreens(path: string): void {
  const last = path === "/" ? lastWorkspace() : null;
  const [matchedRoutes] = router.getMatchedRoutes(last ? `/w/${last}` : path);
  // Whatever cannot be fetched now is asked for again by the router, which tells about it.
  for (const route of matchedRoutes)
    void Promise.resolve(router.loadRouteChunk(route)).catch(() => undefined);
}
