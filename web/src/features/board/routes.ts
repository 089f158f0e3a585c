import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "@/api/query-client";
import { projectRoute } from "@/app/parents";

export const boardRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/board",
  loader: async ({ params }) => {
    const { boardQuery } = await import("./queries");
    void queryClient.prefetchQuery(boardQuery(params.workspaceId, params.projectId));
  },
  component: lazyRouteComponent(() => import("./BoardPage"), "BoardPage"),
});
