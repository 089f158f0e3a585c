import { Checkbox, Modal, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { told } from "@/components/feedback/toasts";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import type { Project } from "@/features/projects/queries";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { templatesKey } from "./queries";

/** Saves a project as it is now as a template. */
export default function SaveTemplateDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { workspace_id: workspaceId } = project;
  const client = useQueryClient();
  const mayForAll = useMay("template:manage");
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState("");
  const [scope, setScope] = useState<"project" | "workspace">(mayForAll ? "workspace" : "project");
  const [completed, setCompleted] = useState(true);
  const save = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/save-as-template", {
          params: { path: { workspace_id: workspaceId, project_id: project.id } },
          body: { name, description, scope, completed },
        }),
      ),
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
    <Modal opened onClose={onClose} title={messages.saveTitle(project.name)}>
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
            maxLength={120}
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
          <FormActions cancel={messages.cancel} onCancel={onClose} isSending={save.isPending}>
            {messages.save}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
