import { Button, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Row, Rows } from "../parts/Rows";
import { type Team, teamMembersQuery, teamsQuery } from "./teams";

interface Props {
  team: Team;
  mayManage: boolean;
  onClose: () => void;
}

export function TeamMembers({ team, mayManage, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const members = useQuery(teamMembersQuery(workspaceId, team.id));
  const refresh = [teamMembersQuery(workspaceId, team.id).queryKey, teamsQuery(workspaceId).queryKey];
  const path = (userId: string) => ({ workspace_id: workspaceId, team_id: team.id, user_id: userId });
  const address = "/v1/workspaces/{workspace_id}/teams/{team_id}/members/{user_id}";
  const add = useAction((id: string) => api.PUT(address, { params: { path: path(id) } }), { refresh });
  const remove = useAction((id: string) => api.DELETE(address, { params: { path: path(id) } }), { refresh });
  const inside = new Set(members.data?.map(({ id }) => id));
  const others = people.list.filter(({ id, status }) => !inside.has(id) && status === "active");
  return (
    <Modal opened onClose={onClose} title={team.name}>
      {mayManage && (
        <Select
          mb="sm"
          aria-label={messages.addMember}
          placeholder={messages.addMember}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          searchable
          onChange={(id) => id && add.mutate(id)}
        />
      )}
      <Rows query={members}>
        {(member) => (
          <Row
            key={member.id}
            icon={<PersonAvatar id={member.id} name={member.name} size={28} withTooltip={false} />}
            title={member.name}
            detail={member.email}
          >
            {mayManage && (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => remove.mutate(member.id)}>
                {messages.remove}
              </Button>
            )}
          </Row>
        )}
      </Rows>
    </Modal>
  );
}
