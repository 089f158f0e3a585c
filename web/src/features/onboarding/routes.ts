import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "@/app/parents";

const welcome = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./WelcomePage"), "WelcomePage"),
});

const newWorkspace = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/new-workspace",
  component: lazyRouteComponent(() => import("./NewWorkspacePage"), "NewWorkspacePage"),
});

export const onboardingRoutes = [welcome, newWorkspace] as const;
