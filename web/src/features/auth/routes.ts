import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { session } from "@/api/session";
import { guestRoute } from "@/app/parents";

interface Next {
  /** Where to go after signing in: a path of this app. */
  next?: string | undefined;
}

const validateSearch = ({ next }: Record<string, unknown>): Next =>
  typeof next === "string" ? { next } : {};

/**
 * Where to go after signing in. Only ever a path of this origin, never `//elsewhere` or `/\elsewhere`, whatever
 * the address says.
 */
export function destination({ next }: Next): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}

const skipWhenSignedIn = async ({ search }: { search: Next }) => {
  const { phase } = await session.restore().catch(() => session.state);
  if (phase === "signed-in") throw redirect({ href: destination(search), replace: true });
};

const signIn = createRoute({
  getParentRoute: () => guestRoute,
  path: "/sign-in",
  validateSearch,
  beforeLoad: skipWhenSignedIn,
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => guestRoute,
  path: "/sign-up",
  validateSearch,
  beforeLoad: skipWhenSignedIn,
  component: lazyRouteComponent(() => import("./SignUpPage"), "SignUpPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => guestRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./ForgotPasswordPage"), "ForgotPasswordPage"),
});

const resetPassword = createRoute({
  getParentRoute: () => guestRoute,
  path: "/reset-password/$token",
  component: lazyRouteComponent(() => import("./ResetPasswordPage"), "ResetPasswordPage"),
});

const verifyEmail = createRoute({
  getParentRoute: () => guestRoute,
  path: "/verify-email/$token",
  component: lazyRouteComponent(() => import("./VerifyEmailPage"), "VerifyEmailPage"),
});

const invitation = createRoute({
  getParentRoute: () => guestRoute,
  path: "/invitations/$token",
  beforeLoad: () => session.restore().catch(() => undefined),
  component: lazyRouteComponent(() => import("./InvitationPage"), "InvitationPage"),
});

export const authRoutes = [signIn, signUp, forgotPassword, resetPassword, verifyEmail, invitation] as const;
