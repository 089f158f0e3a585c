import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "@/api/query-client";
import { workspaceRoute } from "@/app/parents";

export const homeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  loader: async ({ params }) => {
    const { ownTasksQuery } = await import("./queries");
    void queryClient.prefetchInfiniteQuery(ownTasksQuery(params.workspaceId));
  },
  component: lazyRouteComponent(() => import("./HomePage"), "HomePage"),
});
