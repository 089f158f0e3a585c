import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { IconUsers } from "@/components/icons";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { TeamMembers } from "./TeamMembers";
import { type Team, teamsQuery } from "./teams";

export function Teams() {
  const teams = useQuery(teamsQuery(useWorkspaceId()));
  const mayManage = useMay("team:manage");
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const [shown, setShown] = useState<Team | null>(null);
  return (
    <Block
      title={messages.teams}
      text={messages.teamsText}
      action={
        mayManage && (
          <Button size="xs" onClick={() => setEditing("new")}>
            {messages.newTeam}
          </Button>
        )
      }
    >
      <Rows query={teams} empty={messages.noTeams}>
        {(team) => (
          <Row
            key={team.id}
            icon={<IconUsers size={20} stroke={1.5} />}
            title={team.name}
            detail={team.description || undefined}
          >
            <Button size="compact-sm" variant="subtle" onClick={() => setShown(team)}>
              {messages.members(team.member_count)}
            </Button>
            {mayManage && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(team)}>
                {messages.edit}
              </Button>
            )}
          </Row>
        )}
      </Rows>
      {editing && <TeamDialog team={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {shown && <TeamMembers team={shown} mayManage={mayManage} onClose={() => setShown(null)} />}
    </Block>
  );
}

function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const [name, setName] = useState(team?.name ?? "");
  const [description, setDescription] = useState(team?.description ?? "");
  const refresh = [teamsQuery(workspaceId).queryKey];
  const body = { name, description };
  const save = useAction(
    () =>
      team
        ? ok(
            api.PATCH("/v1/workspaces/{workspace_id}/teams/{team_id}", {
              params: { path: { workspace_id: workspaceId, team_id: team.id }, header: ifMatch(team) },
              body,
            }),
          )
        : ok(
            api.POST("/v1/workspaces/{workspace_id}/teams", {
              params: { path: { workspace_id: workspaceId } },
              body,
            }),
          ),
    { refresh, hasFields: true, onDone: onClose },
  );
  const remove = useAction(
    () =>
      api.DELETE("/v1/workspaces/{workspace_id}/teams/{team_id}", {
        params: { path: { workspace_id: workspaceId, team_id: team?.id ?? "" } },
      }),
    { refresh, done: messages.teamDeleted, onDone: onClose },
  );
  return (
    <Modal opened onClose={onClose} title={team?.name ?? messages.newTeam}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={messages.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faultsOf(save.error).name}
            data-autofocus
            required
            withAsterisk={false}
          />
          <Textarea
            label={messages.description}
            autosize
            minRows={2}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            {team && (
              <Button variant="subtle" color="red" mr="auto" onClick={() => remove.mutate()}>
                {messages.deleteTeam}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {messages.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {messages.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
