import { Button, Group, Select } from "@mantine/core";
import { type QueryKey, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "@/components/feedback/use-action";
import { IconUsers } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import type { ProjectMember } from "@/features/projects/queries";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { teamsQuery } from "../workspace/teams";
import { Row, Rows } from "./Rows";

export type Role = ProjectMember["role"];
type Member = Pick<ProjectMember, "principal_id" | "type" | "name" | "role">;

interface Words {
  roles: Record<Role, string>;
  roleOf: (name: string) => string;
  addMember: string;
  /** Beside a team, where it is told apart from people. */
  team?: string;
}

interface Props {
  members: UseQueryResult<Member[]>;
  mayManage: boolean;
  words: Words;
  /** Gives somebody a role, or another one. */
  put: (principalId: string, role: Role) => Promise<unknown>;
  remove: (principalId: string) => Promise<unknown>;
  /** What is read again after each change. */
  refresh: QueryKey[];
}

/** People and teams with a role in something. */
export function RoleMembers({ members, mayManage, words, refresh, ...act }: Props) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const mayViewTeams = useMay("team:view");
  const teams = useQuery({ ...teamsQuery(workspaceId), enabled: mayManage && mayViewTeams });
  const [chosen, setChosen] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("editor");
  const put = useAction(({ id, as }: { id: string; as: Role }) => act.put(id, as), {
    refresh,
    onDone: () => setChosen(null),
  });
  const remove = useAction(act.remove, { refresh });
  const roles = Object.entries(words.roles).map(([value, label]) => ({ value, label }));
  const inside = new Set(members.data?.map(({ principal_id }) => principal_id));
  const outside = [
    ...people.list
      .filter(({ status }) => status === "active")
      .map(({ id: value, name: label }) => ({ value, label })),
    ...(teams.data ?? []).map(({ id: value, name }) => ({
      value,
      label: words.team ? `${words.team}: ${name}` : name,
    })),
  ].filter(({ value }) => !inside.has(value));
  return (
    <>
      <Rows query={members}>
        {({ principal_id: id, type, name, role: has }) => (
          <Row
            key={id}
            icon={
              type === "team" ? (
                <IconUsers size={20} stroke={1.5} />
              ) : (
                <PersonAvatar id={id} name={name} size={28} withTooltip={false} />
              )
            }
            title={name}
            detail={type === "team" ? words.team : undefined}
          >
            {mayManage ? (
              <>
                <Select
                  size="xs"
                  w={140}
                  aria-label={words.roleOf(name)}
                  data={roles}
                  value={has}
                  allowDeselect={false}
                  onChange={(value) => put.mutate({ id, as: value as Role })}
                />
                <Button size="compact-sm" variant="subtle" color="red" onClick={() => remove.mutate(id)}>
                  {messages.remove}
                </Button>
              </>
            ) : (
              <span>{words.roles[has]}</span>
            )}
          </Row>
        )}
      </Rows>
      {mayManage && (
        <Group gap="xs" mt="sm">
          <Select
            flex={1}
            miw={180}
            maw={320}
            aria-label={words.addMember}
            placeholder={words.addMember}
            data={outside}
            value={chosen}
            onChange={setChosen}
            searchable
            clearable
          />
          <Select
            w={140}
            aria-label={messages.role}
            data={roles}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole((value ?? "editor") as Role)}
          />
          <Button
            variant="default"
            disabled={!chosen}
            loading={put.isPending}
            onClick={() => chosen && put.mutate({ id: chosen, as: role })}
          >
            {messages.add}
          </Button>
        </Group>
      )}
    </>
  );
}
