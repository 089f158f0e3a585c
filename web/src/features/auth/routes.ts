import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { session } from "@/api/session";
import { guestRoute } from "@/app/parents";

interface Next {
  /** Where to go after signing in: a path of this app. */
  next?: string | undefined;
}

const validateSearch = (search: Record<string, unknown>): Next =>
  typeof search.next === "string" && isOwnPath(search.next) ? { next: search.next } : {};

/** Only a path of this origin: never `//elsewhere` or `/\elsewhere`. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}

const skipWhenSignedIn = async ({ search }: { search: Next }) => {
  const { phase } = await session.restore().catch(() => session.state);
  if (phase === "signed-in") throw redirect({ href: search.next ?? "/", replace: true });
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
