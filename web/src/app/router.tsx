/** Every screen by its address. A new screen is one line here, in the list of its parent. */
import { createRouter } from "@tanstack/react-router";
import { approvalsRoute } from "@/features/approvals/routes";
import { authRoutes } from "@/features/auth/routes";
import { boardRoute } from "@/features/board/routes";
import { calendarRoute, myCalendarRoute } from "@/features/calendar/routes";
import { changeSetRoutes } from "@/features/changesets/routes";
import { formRoutes, publicFormRoute } from "@/features/forms/routes";
import { goalRoute, goalsRoute } from "@/features/goals/routes";
import { homeRoute } from "@/features/home/routes";
import { inboxRoute } from "@/features/inbox/routes";
import { jobsRoute } from "@/features/jobs/routes";
import { listRoute } from "@/features/list/routes";
import { onboardingRoutes } from "@/features/onboarding/routes";
import { portfolioRoute, portfoliosRoute } from "@/features/portfolios/routes";
import { projectRoutes } from "@/features/projects/routes";
import { reportsRoute } from "@/features/reports/routes";
import { settingsRoutes } from "@/features/settings/routes";
import { sprintReportRoute, sprintsRoute } from "@/features/sprints/routes";
import { taskRoute } from "@/features/tasks/routes";
import { templatesRoute } from "@/features/templates/routes";
import { timelineRoute } from "@/features/timeline/routes";
import { transferRoutes } from "@/features/transfer/routes";
import { trashRoute } from "@/features/trash/routes";
import { guestRoute, projectRoute, rootRoute, settingsRoute, signedInRoute, workspaceRoute } from "./parents";
import { startRoute } from "./start";

const tree = rootRoute.addChildren([
  guestRoute.addChildren(authRoutes),
  publicFormRoute,
  signedInRoute.addChildren([
    startRoute,
    ...onboardingRoutes,
    workspaceRoute.addChildren([
      homeRoute,
      inboxRoute,
      approvalsRoute,
      myCalendarRoute,
      goalsRoute,
      goalRoute,
      portfoliosRoute,
      portfolioRoute,
      taskRoute,
      jobsRoute,
      trashRoute,
      templatesRoute,
      ...changeSetRoutes,
      ...transferRoutes,
      projectRoute.addChildren([
        ...projectRoutes,
        boardRoute,
        listRoute,
        calendarRoute,
        timelineRoute,
        sprintsRoute,
        sprintReportRoute,
        reportsRoute,
        ...formRoutes,
      ]),
      settingsRoute.addChildren(settingsRoutes),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
