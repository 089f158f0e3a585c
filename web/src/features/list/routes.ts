import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "@/api/query-client";
import { projectRoute } from "@/app/parents";
import { viewSearch } from "@/features/views/search";

export const listRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/list",
  validateSearch: viewSearch,
  loader: async ({ params }) => {
    const { boardQuery } = await import("@/features/board/queries");
    void queryClient.prefetchQuery(boardQuery(params.workspaceId, params.projectId));
  },
  component: lazyRouteComponent(() => import("./ListPage"), "ListPage"),
});
