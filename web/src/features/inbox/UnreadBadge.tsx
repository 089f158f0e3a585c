import { Badge } from "@mantine/core";
import { useLive } from "@/api/live";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { inboxSummaryQuery } from "./queries";

const MOST = 99;

/** How many notifications are unread; nothing when none are. */
export function UnreadBadge() {
  const { data } = useLive(inboxSummaryQuery(useWorkspaceId()), "now-and-then");
  if (!data?.unread) return null;
  return (
    <Badge size="sm" circle={data.unread < 10} aria-label={messages.unread(data.unread)}>
      {data.unread > MOST ? `${MOST}+` : data.unread}
    </Badge>
  );
}
