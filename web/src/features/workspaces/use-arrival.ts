import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { isProblem } from "@/api/problem";
import { forgetPlace } from "./enter";
import { useWorkspaceId, workspaceQuery } from "./queries";

/** A workspace that was shown from memory, and that is not there any more, is looked for anew: or not found. */
export function useArrival(): void {
  const router = useRouter();
  const workspaceId = useWorkspaceId();
  const { error } = useQuery(workspaceQuery(workspaceId));
  const isGone = isProblem(error) && error.status === 404;
  useEffect(() => {
    if (!isGone) return;
    forgetPlace(workspaceId);
    void router.invalidate();
  }, [isGone, router, workspaceId]);
}
