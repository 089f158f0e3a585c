import { Button, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconUsers } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import { type Project, type ProjectMember, projectMembersQuery } from "@/features/projects/queries";
import { accessQuery, useMay, usePeople } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { teamsQuery } from "../workspace/teams";

type Role = ProjectMember["role"];

const ROLES = Object.entries(messages.projectRoles).map(([value, label]) => ({ value, label }));

export function ProjectMembers({ project }: { project: Project }) {
  const { id, workspace_id: workspaceId } = project;
  const members = useQuery(projectMembersQuery(workspaceId, id));
  const mayManage = useMay("project:manage_members", id);
  const mayViewTeams = useMay("team:view");
  const people = usePeople();
  const teams = useQuery({ ...teamsQuery(workspaceId), enabled: mayManage && mayViewTeams });
  const [chosen, setChosen] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("editor");
  const refresh = [projectMembersQuery(workspaceId, id).queryKey, accessQuery(workspaceId, id).queryKey];
  const path = (principalId: string) => ({
    workspace_id: workspaceId,
    project_id: id,
    principal_id: principalId,
  });
  const address = "/v1/workspaces/{workspace_id}/projects/{project_id}/members/{principal_id}";
  const put = useAction(
    ({ principalId, as }: { principalId: string; as: Role }) =>
      ok(api.PUT(address, { params: { path: path(principalId) }, body: { role: as } })),
    { refresh, onDone: () => setChosen(null) },
  );
  const remove = useAction(
    (principalId: string) => api.DELETE(address, { params: { path: path(principalId) } }),
    {
      refresh,
    },
  );
  const inside = new Set(members.data?.map(({ principal_id }) => principal_id));
  const outside = [
    ...people.list
      .filter(({ status }) => status === "active")
      .map(({ id: value, name }) => ({ value, label: name })),
    ...(teams.data ?? []).map(({ id: value, name }) => ({ value, label: `${messages.team}: ${name}` })),
  ].filter(({ value }) => !inside.has(value));
  return (
    <Block title={messages.projectMembers} text={messages.projectMembersText}>
      <Rows query={members}>
        {(member) => (
          <Row
            key={member.principal_id}
            icon={
              member.type === "team" ? (
                <IconUsers size={20} stroke={1.5} />
              ) : (
                <PersonAvatar id={member.principal_id} name={member.name} size={28} withTooltip={false} />
              )
            }
            title={member.name}
            detail={member.type === "team" ? messages.team : undefined}
          >
            {mayManage ? (
              <>
                <Select
                  size="xs"
                  w={140}
                  aria-label={`${messages.role}: ${member.name}`}
                  data={ROLES}
                  value={member.role}
                  allowDeselect={false}
                  onChange={(value) => put.mutate({ principalId: member.principal_id, as: value as Role })}
                />
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  onClick={() => remove.mutate(member.principal_id)}
                >
                  {messages.remove}
                </Button>
              </>
            ) : (
              <span>{messages.projectRoles[member.role]}</span>
            )}
          </Row>
        )}
      </Rows>
      {mayManage && (
        <Group gap="xs" mt="sm">
          <Select
            aria-label={messages.addProjectMember}
            placeholder={messages.addProjectMember}
            data={outside}
            value={chosen}
            onChange={setChosen}
            searchable
            clearable
            w={260}
          />
          <Select
            aria-label={messages.role}
            data={ROLES}
            value={role}
            onChange={(value) => setRole((value ?? "editor") as Role)}
            allowDeselect={false}
            w={140}
          />
          <Button
            variant="default"
            disabled={!chosen}
            loading={put.isPending}
            onClick={() => chosen && put.mutate({ principalId: chosen, as: role })}
          >
            {messages.add}
          </Button>
        </Group>
      )}
    </Block>
  );
}
