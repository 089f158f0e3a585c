import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { queryClient } from "@/api/query-client";
import { forgetAnswers } from "@/api/transport";
import { forgetRecentTasks } from "@/features/tasks/recent";
import { forgetPlaces } from "@/features/workspaces/enter";
import { usePhase } from "./session-hooks";

// What is told before it has arrived waits in the store.
const Toasts = lazy(() => import("./Toasts"));

/** Around everything: messages in the corner, and what happens when the account changes. */
export function RootFrame() {
  const router = useRouter();
  const phase = usePhase();
  const before = useRef(phase);

  useEffect(() => {
    const wasIn = before.current === "signed-in" || before.current === "ended";
    before.current = phase;
    if (phase !== "signed-out" || !wasIn) return;
    queryClient.clear();
    forgetAnswers();
    forgetPlaces();
    forgetRecentTasks();
    // An invitation, for one, is for everybody and stays.
    if (router.state.matches.some(({ routeId }) => routeId === "/signed-in"))
      void router.navigate({ to: "/sign-in" });
  }, [phase, router]);

  return (
    <>
      <Suspense>
        <Toasts />
      </Suspense>
      <Outlet />
    </>
  );
}
