import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { Faint } from "@/components/Faint";
import { RoleMembers } from "@/features/settings/parts/RoleMembers";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { membersQuery, type Portfolio, portfoliosKey } from "./queries";

const ADDRESS = "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members/{principal_id}";

interface Props {
  portfolio: Portfolio;
  mayShare: boolean;
  onClose: () => void;
}

/** Who has which role in a portfolio. */
export default function MembersDialog({ portfolio: { id }, mayShare, onClose }: Props) {
  const workspace_id = useWorkspaceId();
  const members = useQuery(membersQuery(workspace_id, id));
  const on = (principal_id: string) => ({ path: { workspace_id, portfolio_id: id, principal_id } });
  return (
    <Modal opened onClose={onClose} title={messages.members} size="lg">
      <Faint>{messages.membersText}</Faint>
      <RoleMembers
        members={members}
        mayManage={mayShare}
        words={messages}
        put={(principalId, role) => ok(api.PUT(ADDRESS, { params: on(principalId), body: { role } }))}
        remove={(principalId) => ok(api.DELETE(ADDRESS, { params: on(principalId) }))}
        refresh={[[...portfoliosKey(workspace_id), id]]}
      />
    </Modal>
  );
}
