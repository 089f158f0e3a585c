import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { projectRoute, rootRoute } from "@/app/parents";

const forms = createRoute({
  getParentRoute: () => projectRoute,
  path: "/forms",
  component: lazyRouteComponent(() => import("./FormsPage"), "FormsPage"),
});

export interface FormSearch {
  part?: "submissions" | "share" | undefined;
  state?: string | undefined;
}

const form = createRoute({
  getParentRoute: () => projectRoute,
  path: "/forms/$formId",
  validateSearch: ({ part, state }: Record<string, unknown>): FormSearch => ({
    ...(part === "submissions" || part === "share" ? { part } : {}),
    ...(typeof state === "string" ? { state } : {}),
  }),
  component: lazyRouteComponent(() => import("./FormPage"), "FormPage"),
});

export const formRoutes = [forms, form] as const;

/** For everybody who has the link. */
export const publicFormRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forms/$token",
  component: lazyRouteComponent(() => import("./PublicFormPage"), "PublicFormPage"),
});
