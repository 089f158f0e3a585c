import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconArchive, IconMerge, IconRestore, IconTrash } from "@/components/icons";
import { colorFor } from "@/features/tasks/tags/colors";
import { type Tag, tagsQuery } from "@/features/tasks/tags/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../fields/messages";
import { ColorPick } from "../fields/OptionsEditor";
import { Block } from "../parts/Block";
import { Rows } from "../parts/Rows";
import classes from "../settings.module.css";
import { MergeTagDialog } from "./MergeTagDialog";

/** The tags of the workspace: named, coloured, archived, deleted. */
export function Tags() {
  const workspaceId = useWorkspaceId();
  const tags = useQuery(tagsQuery(workspaceId));
  const mayManage = useMay("tag:manage");
  const [name, setName] = useState("");
  const refresh = [tagsQuery(workspaceId).queryKey as unknown as string[]];
  const add = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/tags", {
          params: { path: { workspace_id: workspaceId } },
          body: { name: name.trim(), color: colorFor(tags.data?.length ?? 0) },
        }),
      ),
    { refresh, onDone: () => setName("") },
  );
  return (
    <Block title={messages.tags} text={messages.tagsText}>
      {mayManage && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) add.mutate();
          }}
        >
          <Group gap="xs" mb="sm">
            <TextInput
              aria-label={messages.newTag}
              placeholder={messages.newTag}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending} disabled={!name.trim()}>
              {messages.add}
            </Button>
          </Group>
        </form>
      )}
      <Rows query={tags} empty={messages.noTags}>
        {(tag) => <TagRow key={tag.id} tag={tag} refresh={refresh} mayManage={mayManage} />}
      </Rows>
    </Block>
  );
}

interface RowProps {
  tag: Tag;
  refresh: string[][];
  mayManage: boolean;
}

const address = "/v1/workspaces/{workspace_id}/tags/{tag_id}" as const;

function TagRow({ tag, refresh, mayManage }: RowProps) {
  const params = { path: { workspace_id: tag.workspace_id, tag_id: tag.id } };
  const [name, setName] = useState(tag.name);
  const [isMerging, setMerging] = useState(false);
  const change = useAction(
    (body: Schemas["TagChanges"]) =>
      ok(api.PATCH(address, { params: { ...params, header: ifMatch(tag) }, body })),
    { refresh },
  );
  const archive = useAction(
    () => ok(api.POST(tag.archived_at ? `${address}/unarchive` : `${address}/archive`, { params })),
    { refresh },
  );
  const restore = useAction(() => ok(api.POST(`${address}/restore`, { params })), { refresh });
  const remove = useAction(() => ok(api.DELETE(address, { params })), {
    refresh,
    onDone: () => undoable(messages.removed(tag.name), () => restore.mutateAsync()),
  });
  if (!mayManage) {
    return (
      <li className={classes.row}>
        <span className={classes.rowText}>{tag.name}</span>
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <ColorPick name={tag.name} color={tag.color} onChoose={(color) => change.mutate({ color })} />
      <TextInput
        size="xs"
        flex="1 1 160px"
        maxLength={60}
        aria-label={messages.tagName(tag.name)}
        value={name}
        disabled={tag.archived_at !== null}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => {
          if (name.trim() && name.trim() !== tag.name) change.mutate({ name: name.trim() });
        }}
      />
      <ActionIcon
        aria-label={`${tag.archived_at ? messages.unarchive : messages.archive}: ${tag.name}`}
        onClick={() => archive.mutate()}
      >
        {tag.archived_at ? <IconRestore size={15} /> : <IconArchive size={15} />}
      </ActionIcon>
      <ActionIcon aria-label={messages.merge(tag.name)} onClick={() => setMerging(true)}>
        <IconMerge size={15} />
      </ActionIcon>
      <ActionIcon color="red" aria-label={`${messages.remove}: ${tag.name}`} onClick={() => remove.mutate()}>
        <IconTrash size={15} />
      </ActionIcon>
      {isMerging && <MergeTagDialog tag={tag} onClose={() => setMerging(false)} />}
    </li>
  );
}
