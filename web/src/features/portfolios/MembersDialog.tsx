import { Button, Group, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconUsers } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import type { ProjectMember } from "@/features/projects/queries";
import { Row, Rows } from "@/features/settings/parts/Rows";
import { teamsQuery } from "@/features/settings/workspace/teams";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import classes from "./portfolios.module.css";
import { membersQuery, type Portfolio, portfoliosKey } from "./queries";

type Role = ProjectMember["role"];

const ROLES = Object.entries(messages.roles).map(([value, label]) => ({ value, label }));
const ADDRESS = "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members/{principal_id}";

interface Props {
  portfolio: Portfolio;
  mayShare: boolean;
  onClose: () => void;
}

/** Who has which role in a portfolio. */
export default function MembersDialog({ portfolio, mayShare, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const members = useQuery(membersQuery(workspaceId, portfolio.id));
  const mayViewTeams = useMay("team:view");
  const teams = useQuery({ ...teamsQuery(workspaceId), enabled: mayShare && mayViewTeams });
  const [chosen, setChosen] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("editor");
  const refresh = [[...portfoliosKey(workspaceId), portfolio.id]];
  const on = (principalId: string) => ({
    path: { workspace_id: workspaceId, portfolio_id: portfolio.id, principal_id: principalId },
  });
  const put = useAction(
    ({ principalId, as }: { principalId: string; as: Role }) =>
      ok(api.PUT(ADDRESS, { params: on(principalId), body: { role: as } })),
    { refresh, onDone: () => setChosen(null) },
  );
  const remove = useAction((principalId: string) => ok(api.DELETE(ADDRESS, { params: on(principalId) })), {
    refresh,
  });
  const inside = new Set(members.data?.map(({ principal_id }) => principal_id));
  const outside = [
    ...people.list
      .filter(({ status }) => status === "active")
      .map(({ id: value, name: label }) => ({ value, label })),
    ...(teams.data ?? []).map(({ id: value, name: label }) => ({ value, label })),
  ].filter(({ value }) => !inside.has(value));
  return (
    <Modal opened onClose={onClose} title={messages.members} size="lg">
      <p className={classes.faint}>{messages.membersText}</p>
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
          >
            {mayShare ? (
              <>
                <Select
                  size="xs"
                  w={130}
                  aria-label={messages.roleOf(member.name)}
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
                  {messages.takeAway}
                </Button>
              </>
            ) : (
              <span>{messages.roles[member.role]}</span>
            )}
          </Row>
        )}
      </Rows>
      {mayShare && (
        <Group gap="xs" mt="sm">
          <Select
            flex={1}
            miw={180}
            aria-label={messages.addMember}
            placeholder={messages.addMember}
            data={outside}
            value={chosen}
            onChange={setChosen}
            searchable
            clearable
          />
          <Select
            w={130}
            aria-label={messages.role}
            data={ROLES}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole((value ?? "editor") as Role)}
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
    </Modal>
  );
}
