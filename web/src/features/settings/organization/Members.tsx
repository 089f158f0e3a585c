import { ActionIcon, Menu, MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useSession, useUser } from "@/app/session-hooks";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconDots } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { PersonAvatar } from "@/components/PersonAvatar";
import { Tag } from "@/components/Tag";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import {
  type OrganizationMember,
  type OrganizationRole,
  organizationAccessQuery,
  organizationMembersQuery,
} from "./queries";

export function Members() {
  const organizationId = useSession().organizationId ?? "";
  const members = useQuery(organizationMembersQuery(organizationId));
  const access = useQuery(organizationAccessQuery(organizationId));
  const mayManage = access.data?.permissions.includes("member:manage") ?? false;
  return (
    <Block title={messages.organizationPeople} text={messages.organizationPeopleText}>
      <Rows query={members}>
        {(member) => (
          <MemberRow key={member.id} member={member} organizationId={organizationId} mayManage={mayManage} />
        )}
      </Rows>
    </Block>
  );
}

interface Props {
  member: OrganizationMember;
  organizationId: string;
  mayManage: boolean;
}

function MemberRow({ member, organizationId, mayManage }: Props) {
  const user = useUser();
  const [isEditing, setEditing] = useState(false);
  const [roles, setRoles] = useState<string[]>(member.roles);
  const path = { organization_id: organizationId, member_id: member.id };
  const refresh = [organizationMembersQuery(organizationId).queryKey];
  const change = useAction(
    (body: { roles?: OrganizationRole[]; status?: OrganizationMember["status"] }) =>
      ok(
        api.PATCH("/v1/organizations/{organization_id}/members/{member_id}", {
          params: { path, header: ifMatch(member) },
          body,
        }),
      ),
    { refresh, done: messages.saved },
  );
  const remove = useAction(
    () => api.DELETE("/v1/organizations/{organization_id}/members/{member_id}", { params: { path } }),
    { refresh, onDone: () => told(messages.memberRemoved(member.name)) },
  );
  const isMe = member.id === user.id;
  return (
    <Row
      icon={<PersonAvatar id={member.id} name={member.name} size={32} withTooltip={false} />}
      title={isMe ? `${member.name} (${messages.you})` : member.name}
      detail={member.email}
    >
      {member.status === "deactivated" && <Tag>{messages.deactivated}</Tag>}
      {isEditing ? (
        <MultiSelect
          size="xs"
          w={240}
          aria-label={`${messages.role}: ${member.name}`}
          data={Object.entries(messages.organizationRoles).map(([value, label]) => ({ value, label }))}
          value={roles}
          onChange={setRoles}
          autoFocus
          onBlur={() => {
            setEditing(false);
            if (roles.join() !== member.roles.join()) change.mutate({ roles: roles as OrganizationRole[] });
          }}
        />
      ) : (
        <span>{member.roles.map((role) => messages.organizationRoles[role]).join(", ")}</span>
      )}
      {mayManage && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`${messages.more}: ${member.name}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            <Menu.Item onClick={() => setEditing(true)}>{messages.role}</Menu.Item>
            {!isMe && (
              <>
                <Menu.Item
                  onClick={() =>
                    change.mutate({ status: member.status === "active" ? "deactivated" : "active" })
                  }
                >
                  {member.status === "active" ? messages.deactivate : messages.reactivate}
                </Menu.Item>
                <Menu.Item color="var(--ot-bad)" onClick={() => remove.mutate()}>
                  {messages.removeFromOrganization}
                </Menu.Item>
              </>
            )}
          </MenuDropdown>
        </Menu>
      )}
    </Row>
  );
}
