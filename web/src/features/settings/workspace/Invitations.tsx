import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { shortDay } from "@/components/dates";
import { useAction } from "@/components/feedback/use-action";
import { IconMail } from "@/components/icons";
import { Tag } from "@/components/Tag";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { type Invitation, invitationsQuery } from "./invitations";

/** Who was invited and has not come yet. */
export function Invitations() {
  const workspaceId = useWorkspaceId();
  const invitations = useQuery(invitationsQuery(workspaceId));
  const refresh = [invitationsQuery(workspaceId).queryKey];
  const path = ({ id }: Invitation) => ({ workspace_id: workspaceId, invitation_id: id });
  const resend = useAction(
    (one: Invitation) =>
      api.POST("/v1/workspaces/{workspace_id}/invitations/{invitation_id}/resend", {
        params: { path: path(one) },
      }),
    { refresh, done: messages.resent },
  );
  const revoke = useAction(
    (one: Invitation) =>
      api.DELETE("/v1/workspaces/{workspace_id}/invitations/{invitation_id}", {
        params: { path: path(one) },
      }),
    { refresh },
  );
  const open = invitations.data?.filter(({ status }) => status === "pending" || status === "expired") ?? [];
  if (open.length === 0) return null;
  return (
    <Block title={messages.invitations}>
      <Rows query={{ ...invitations, data: open }}>
        {(one) => (
          <Row
            key={one.id}
            icon={<IconMail size={20} stroke={1.5} />}
            title={one.email}
            detail={`${messages.roles[one.role]} · ${messages.expires(shortDay(one.expires_at))}`}
          >
            <Tag tone={one.status === "pending" ? "accent" : "neutral"}>
              {one.status === "pending" ? messages.pending : messages.expired}
            </Tag>
            <Button size="compact-sm" variant="subtle" onClick={() => resend.mutate(one)}>
              {messages.resend}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => revoke.mutate(one)}>
              {messages.revokeInvitation}
            </Button>
          </Row>
        )}
      </Rows>
    </Block>
  );
}
