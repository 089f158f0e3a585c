import { Checkbox, Modal, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormActions } from "@/components/FormActions";
import { told } from "@/components/feedback/toasts";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Kind, templatesKey } from "./queries";
import { saveAsTemplate } from "./using";

const MOST_LETTERS = 120;

interface Props {
  kind: Kind;
  id: string;
  name: string;
  onClose: () => void;
}

/** Saves a project, or a task with its subtasks, as it is now as a template. */
export default function SaveTemplateDialog({ kind, id, name: original, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const mayForAll = useMay("template:manage");
  const [name, setName] = useState(original.slice(0, MOST_LETTERS));
  const [description, setDescription] = useState("");
  const [scope, setScope] = useState<"project" | "workspace">(mayForAll ? "workspace" : "project");
  const [completed, setCompleted] = useState(true);
  const [attachments, setAttachments] = useState(true);
  const save = useAction(
    () =>
      saveAsTemplate(workspaceId, kind, id, {
        name,
        description,
        scope,
        completed,
        attachments,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    {
      hasFields: true,
      refresh: [[...templatesKey(workspaceId)]],
      onDone: (job) => {
        follow(client, job);
        told(messages.saving);
        onClose();
      },
    },
  );
  const faults = faultsOf(save.error);
  return (
    <Modal opened onClose={onClose} title={messages.saveTitle(original)}>
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
            error={faults.name}
            maxLength={MOST_LETTERS}
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
            error={faults.description}
          />
          <Radio.Group
            label={messages.scope}
            value={scope}
            onChange={(value) => setScope(value as typeof scope)}
          >
            <Stack gap={8} mt={6}>
              {mayForAll && <Radio size="sm" value="workspace" label={messages.scopes.workspace} />}
              <Radio size="sm" value="project" label={messages.scopes.project} />
            </Stack>
          </Radio.Group>
          <Checkbox
            label={messages.completed}
            checked={completed}
            onChange={(event) => setCompleted(event.currentTarget.checked)}
          />
          <Checkbox
            label={messages.attachments}
            checked={attachments}
            onChange={(event) => setAttachments(event.currentTarget.checked)}
          />
          <FormActions cancel={messages.cancel} onCancel={onClose} isSending={save.isPending}>
            {messages.save}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
