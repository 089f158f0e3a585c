import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSession } from "./session-hooks";

const SignInAgain = lazy(() => import("./SignInAgain"));

/** Screens behind the sign-in. When the session ends they stay, with what was typed, under a small sign-in. */
export function SignedInFrame() {
  const { phase, user } = useSession();
  if (!user) return null;
  return (
    <>
      <Outlet />
      {phase === "ended" && (
        <Suspense>
          <SignInAgain user={user} />
        </Suspense>
      )}
    </>
  );
}
