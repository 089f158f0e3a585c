import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

/** A task on a page of its own, by id or key: what links in mails and chats lead to. */
export const taskRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/t/$taskId",
  component: lazyRouteComponent(() => import("./TaskPage"), "TaskPage"),
});
