import { useSyncExternalStore } from "react";
import { type Phase, type SessionState, session, type User } from "@/api/session";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

export function usePhase(): Phase {
  return useSyncExternalStore(session.subscribe, () => session.state.phase);
}

/** Who is signed in. Only for screens behind the sign-in. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error("Nobody is signed in.");
  return user;
}
