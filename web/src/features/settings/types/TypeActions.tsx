import { ActionIcon, Group, Menu } from "@mantine/core";
import { api, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconArrowUp, IconDots, IconEdit } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { type TaskType, typesQuery } from "@/features/tasks/types/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

const address = "/v1/workspaces/{workspace_id}/task-types/{task_type_id}" as const;

interface Props {
  type: TaskType;
  above: TaskType | undefined;
  onEdit: () => void;
  onMerge: () => void;
}

/** What can be done with a type, each with a way back. */
export function TypeActions({ type, above, onEdit, onMerge }: Props) {
  const workspaceId = useWorkspaceId();
  const params = { path: { workspace_id: workspaceId, task_type_id: type.id } };
  const refresh = [typesQuery(workspaceId).queryKey];
  const move = useAction(
    (beforeId: string) => ok(api.POST(`${address}/move`, { params, body: { before_id: beforeId } })),
    { refresh },
  );
  const unarchive = useAction(() => ok(api.POST(`${address}/unarchive`, { params })), { refresh });
  const archive = useAction(() => ok(api.POST(`${address}/archive`, { params })), {
    refresh,
    onDone: () => undoable(messages.archivedToast(type.name), () => unarchive.mutateAsync()),
  });
  const restore = useAction(() => ok(api.POST(`${address}/restore`, { params })), { refresh });
  const remove = useAction(() => ok(api.DELETE(address, { params })), {
    refresh,
    onDone: () => undoable(messages.removed(type.name), () => restore.mutateAsync()),
  });
  return (
    <Group gap={4} wrap="nowrap" ml="auto">
      <ActionIcon
        aria-label={messages.moveUp(type.name)}
        disabled={!above || move.isPending}
        onClick={() => above && move.mutate(above.id)}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon aria-label={messages.edit(type.name)} title={messages.edit(type.name)} onClick={onEdit}>
        <IconEdit size={15} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={messages.more(type.name)}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <MenuDropdown>
          <Menu.Item onClick={() => (type.archived_at ? unarchive : archive).mutate()}>
            {type.archived_at ? messages.unarchive : messages.archive}
          </Menu.Item>
          <Menu.Item onClick={onMerge}>{messages.mergeInto}…</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="var(--ot-bad)" onClick={() => remove.mutate()}>
            {messages.remove}
          </Menu.Item>
        </MenuDropdown>
      </Menu>
    </Group>
  );
}
