import { Modal, Select, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import { type Tag, tagsQuery } from "@/features/tasks/tags/queries";
import { messages } from "../fields/messages";

/** A tag goes, and its tasks get another one in its place. */
export function MergeTagDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { workspace_id, id, name } = tag;
  const client = useQueryClient();
  const tags = useQuery(tagsQuery(workspace_id));
  const [into, setInto] = useState<string | null>(null);
  const others = tags.data?.filter((other) => other.id !== id && !other.archived_at) ?? [];
  const merge = useAction(
    (into_id: string) =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/tags/{tag_id}/merge", {
          params: { path: { workspace_id, tag_id: id } },
          body: { into_id },
        }),
      ),
    {
      refresh: [tagsQuery(workspace_id).queryKey],
      onDone: (job) => {
        follow(client, job);
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={messages.mergeTitle(name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (into) merge.mutate(into);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{messages.mergeText(name)}</Text>
          <Select
            data-autofocus
            label={messages.mergeInto}
            data={others.map((other) => ({ value: other.id, label: other.name }))}
            value={into}
            searchable
            onChange={setInto}
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={merge.isPending}
            isIncomplete={!into}
          >
            {messages.mergeApply}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
