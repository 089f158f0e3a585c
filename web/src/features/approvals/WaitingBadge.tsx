import { Badge } from "@mantine/core";
import { useLive } from "@/api/live";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./badge-messages";
import { COUNTED, waitingCountQuery } from "./queries";

/** How many approvals wait for the caller; nothing when none do. */
export function WaitingBadge() {
  const { data } = useLive(waitingCountQuery(useWorkspaceId()), "rarely");
  if (!data) return null;
  return (
    <Badge size="sm" circle={data < 10} aria-label={messages.waiting(data)}>
      {data < COUNTED ? data : `${COUNTED}+`}
    </Badge>
  );
}
