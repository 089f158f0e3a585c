import { ActionIcon, Button, Menu, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useUser } from "@/app/session-hooks";
import { shortDay } from "@/components/dates";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconDots, IconSearch } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { PersonAvatar } from "@/components/PersonAvatar";
import { Tag } from "@/components/Tag";
import { type Member, membersQuery, useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { roleChoices, type WorkspaceRole } from "./roles";

export function PeopleSettings() {
  const workspaceId = useWorkspaceId();
  const members = useQuery(membersQuery(workspaceId));
  const mayInvite = useMay("member:invite");
  const [isInviting, setInviting] = useState(false);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const found = members.data?.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  return (
    <div>
      <Block
        title={messages.people}
        text={messages.peopleText}
        action={
          mayInvite && (
            <Button size="xs" onClick={() => setInviting(true)}>
              {messages.invite}
            </Button>
          )
        }
      >
        <TextInput
          mb="sm"
          maw={320}
          leftSection={<IconSearch size={15} />}
          placeholder={messages.find}
          aria-label={messages.find}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Rows query={{ ...members, data: found }}>
          {(member) => <MemberRow key={member.id} member={member} />}
        </Rows>
      </Block>
      {mayInvite && <Invitations />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}

function MemberRow({ member }: { member: Member }) {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const mayManage = useMay("member:manage");
  const path = { workspace_id: workspaceId, member_id: member.id };
  const refresh = [membersQuery(workspaceId).queryKey];
  const change = useAction(
    (body: { role?: WorkspaceRole; status?: Member["status"] }) =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/members/{member_id}", {
          params: { path, header: ifMatch(member) },
          body,
        }),
      ),
    { refresh, done: messages.saved },
  );
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/members/{member_id}", { params: { path } }),
    { refresh, onDone: () => told(messages.memberRemoved(member.name)) },
  );
  const isMe = member.id === user.id;
  return (
    <Row
      icon={<PersonAvatar id={member.id} name={member.name} size={32} withTooltip={false} />}
      title={isMe ? `${member.name} (${messages.you})` : member.name}
      detail={`${member.email} · ${messages.joined(shortDay(member.joined_at))}`}
    >
      {member.status === "deactivated" && <Tag>{messages.deactivated}</Tag>}
      {mayManage && member.role !== "" ? (
        <Select
          size="xs"
          w={140}
          aria-label={`${messages.role}: ${member.name}`}
          data={roleChoices}
          value={member.role}
          allowDeselect={false}
          onChange={(role) => change.mutate({ role: role as WorkspaceRole })}
        />
      ) : (
        <span>{messages.roles[member.role]}</span>
      )}
      {mayManage && !isMe && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`${messages.more}: ${member.name}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            <Menu.Item
              onClick={() => change.mutate({ status: member.status === "active" ? "deactivated" : "active" })}
            >
              {member.status === "active" ? messages.deactivate : messages.reactivate}
            </Menu.Item>
            <Menu.Item color="var(--ot-bad)" onClick={() => remove.mutate()}>
              {messages.removeMember}
            </Menu.Item>
          </MenuDropdown>
        </Menu>
      )}
    </Row>
  );
}
