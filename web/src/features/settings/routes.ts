import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { settingsRoute } from "@/app/parents";

const start = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/w/$workspaceId/settings/profile", params, replace: true });
  },
});

const profile = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/profile",
  component: lazyRouteComponent(() => import("./account/Profile"), "Profile"),
});

const notifications = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/notifications",
  component: lazyRouteComponent(() => import("./account/Notifications"), "Notifications"),
});

const sessions = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/sessions",
  component: lazyRouteComponent(() => import("./account/Sessions"), "Sessions"),
});

const tokens = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./account/AccessTokens"), "AccessTokens"),
});

const general = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/general",
  component: lazyRouteComponent(() => import("./workspace/General"), "General"),
});

const people = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./workspace/PeopleSettings"), "PeopleSettings"),
});

const teams = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/teams",
  component: lazyRouteComponent(() => import("./workspace/Teams"), "Teams"),
});

const roles = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/roles",
  component: lazyRouteComponent(() => import("./workspace/Roles"), "Roles"),
});

const tags = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/tags",
  component: lazyRouteComponent(() => import("./workspace/Tags"), "Tags"),
});

const relations = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/relations",
  component: lazyRouteComponent(() => import("./workspace/RelationTypes"), "RelationTypes"),
});

const types = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/types",
  component: lazyRouteComponent(() => import("./types/TaskTypes"), "TaskTypes"),
});

const organization = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/organization",
  component: lazyRouteComponent(() => import("./organization/Organization"), "Organization"),
});

const members = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/members",
  component: lazyRouteComponent(() => import("./organization/Members"), "Members"),
});

export const settingsRoutes = [
  start,
  profile,
  notifications,
  sessions,
  tokens,
  general,
  people,
  teams,
  roles,
  tags,
  relations,
  types,
  organization,
  members,
] as const;
