import { Modal, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { choosable, type TaskType, typesQuery, useTypes } from "@/features/tasks/types/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

/** Another type instead, for all tasks of one: a job does it. */
export function MergeDialog({ type, onClose }: { type: TaskType; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const others = choosable(useTypes(), undefined).filter(({ id }) => id !== type.id);
  const [into, setInto] = useState<string | null>(null);
  const merge = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/task-types/{task_type_id}/merge", {
          params: { path: { workspace_id: workspaceId, task_type_id: type.id } },
          body: { into_type_id: into ?? "" },
        }),
      ),
    {
      refresh: [typesQuery(workspaceId).queryKey],
      onDone: () => {
        told(messages.merging(type.name, others.find(({ id }) => id === into)?.name ?? ""));
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={messages.merge(type.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          merge.mutate();
        }}
      >
        <Stack gap="sm">
          <p>{messages.mergeText(type.name)}</p>
          <Select
            label={messages.mergeInto}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            value={into}
            onChange={setInto}
            data-autofocus
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={merge.isPending}
            isIncomplete={!into}
          >
            {messages.doMerge}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
