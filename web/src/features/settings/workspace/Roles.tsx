import { Button, Group, Modal, MultiSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, everyPage, ifMatch, ok, type Schemas } from "@/api/client";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { IconShield } from "@/components/icons";
import { Tag } from "@/components/Tag";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";

type Role = Schemas["RoleView"];

const rolesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "roles"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/roles", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export function Roles() {
  const roles = useQuery(rolesQuery(useWorkspaceId()));
  const mayManage = useMay("role:manage");
  const [open, setOpen] = useState<Role | "new" | null>(null);
  return (
    <Block
      title={messages.customRoles}
      text={messages.customRolesText}
      action={
        mayManage && (
          <Button size="xs" onClick={() => setOpen("new")}>
            {messages.newRole}
          </Button>
        )
      }
    >
      <Rows query={roles}>
        {(role) => (
          <Row
            key={role.id}
            icon={<IconShield size={20} stroke={1.5} />}
            title={role.name}
            detail={[
              messages.scopesOfRoles[role.scope],
              messages.permissionCount(role.permissions.length),
            ].join(" · ")}
          >
            {role.built_in && <Tag>{messages.builtIn}</Tag>}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(role)}>
              {role.built_in || !mayManage ? messages.more : messages.edit}
            </Button>
          </Row>
        )}
      </Rows>
      {open &&
        (open !== "new" && (open.built_in || !mayManage) ? (
          <RoleReading role={open} onClose={() => setOpen(null)} />
        ) : (
          <RoleDialog
            role={open === "new" ? null : open}
            known={permissionsIn(roles.data ?? [])}
            onClose={() => setOpen(null)}
          />
        ))}
    </Block>
  );
}

/** Every permission that any role knows. */
function permissionsIn(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap(({ permissions, denies }) => [...permissions, ...denies]))].sort();
}

function RoleReading({ role, onClose }: { role: Role; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={role.name}>
      <Stack gap="sm">
        {role.description && <Text size="sm">{role.description}</Text>}
        <Names title={messages.permissions} names={role.permissions} limits={role.limits} />
        {role.denies.length > 0 && <Names title={messages.denies} names={role.denies} />}
      </Stack>
    </Modal>
  );
}

function Names({
  title,
  names,
  limits = {},
}: {
  title: string;
  names: readonly string[];
  limits?: Record<string, string>;
}) {
  return (
    <section>
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      <Group gap={6}>
        {names.map((name) => (
          <Tag key={name}>{limits[name] ? `${name} (${limits[name]})` : name}</Tag>
        ))}
      </Group>
    </section>
  );
}

function RoleDialog({ role, known, onClose }: { role: Role | null; known: string[]; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [permissions, setPermissions] = useState<string[]>(role?.permissions ?? []);
  const [denies, setDenies] = useState<string[]>(role?.denies ?? []);
  const refresh = [rolesQuery(workspaceId).queryKey];
  const body = { name, description, permissions, denies };
  const save = useAction(
    () =>
      role
        ? ok(
            api.PATCH("/v1/workspaces/{workspace_id}/roles/{role_id}", {
              params: { path: { workspace_id: workspaceId, role_id: role.id }, header: ifMatch(role) },
              body,
            }),
          )
        : ok(
            api.POST("/v1/workspaces/{workspace_id}/roles", {
              params: { path: { workspace_id: workspaceId } },
              body,
            }),
          ),
    { refresh, hasFields: true, onDone: onClose },
  );
  const remove = useAction(
    () =>
      api.DELETE("/v1/workspaces/{workspace_id}/roles/{role_id}", {
        params: { path: { workspace_id: workspaceId, role_id: role?.id ?? "" }, header: ifMatch(role ?? {}) },
      }),
    { refresh, done: messages.roleDeleted, onDone: onClose },
  );
  return (
    <Modal opened onClose={onClose} title={role?.name ?? messages.newRole} size="lg">
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
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <MultiSelect
            label={messages.permissions}
            data={known}
            value={permissions}
            onChange={setPermissions}
            searchable
            clearable
          />
          <MultiSelect
            label={messages.denies}
            data={known}
            value={denies}
            onChange={setDenies}
            searchable
            clearable
          />
          <Group justify="flex-end" gap="xs">
            {role && (
              <Button variant="subtle" color="red" mr="auto" onClick={() => remove.mutate()}>
                {messages.deleteRole}
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
