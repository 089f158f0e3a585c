import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "@/app/parents";

export interface ApprovalSearch {
  side?: "asking" | undefined;
}

export const approvalsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/approvals",
  validateSearch: ({ side }: Record<string, unknown>): ApprovalSearch => (side === "asking" ? { side } : {}),
  component: lazyRouteComponent(() => import("./ApprovalsPage"), "ApprovalsPage"),
});
