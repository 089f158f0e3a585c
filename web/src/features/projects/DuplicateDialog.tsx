import { Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import { outcomeOf } from "@/features/jobs/story";
import { keyFrom } from "./key";
import { messages } from "./messages";
import { type Project, projectsQuery } from "./queries";

/** Copies a project. The copy is there at once, and is filled while one looks at it. */
export default function DuplicateDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { workspace_id: workspaceId } = project;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(messages.copyOf(project.name));
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [parts, setParts] = useState({ tasks: true, completed: false, assignees: true, members: true });
  const key = ownKey ?? keyFrom(name);
  const copy = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/duplicate", {
          params: { path: { workspace_id: workspaceId, project_id: project.id } },
          body: { name, key, ...parts },
        }),
      ),
    {
      hasFields: true,
      refresh: [projectsQuery(workspaceId).queryKey],
      onDone: async (job) => {
        follow(client, job);
        onClose();
        const outcome = outcomeOf(job);
        if (outcome?.kind !== "project") return;
        await navigate({
          to: "/w/$workspaceId/p/$projectId",
          params: { workspaceId, projectId: outcome.projectId },
        });
      },
    },
  );
  const faults = faultsOf(copy.error);
  const check = (part: keyof typeof parts, label: string, isOff = false) => (
    <Checkbox
      label={label}
      checked={parts[part] && !isOff}
      disabled={isOff}
      onChange={(event) => setParts({ ...parts, [part]: event.currentTarget.checked })}
    />
  );
  return (
    <Modal opened onClose={onClose} title={messages.duplicateTitle(project.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          copy.mutate();
        }}
      >
        <Stack>
          <Group align="start" gap="sm" wrap="nowrap">
            <TextInput
              flex={1}
              label={messages.name}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={faults.name}
              maxLength={120}
              data-autofocus
              required
              withAsterisk={false}
            />
            <TextInput
              w={96}
              label={messages.key}
              value={key}
              onChange={(event) =>
                setOwnKey(event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9]/g, ""))
              }
              error={faults.key}
              minLength={2}
              maxLength={10}
              required
              withAsterisk={false}
            />
          </Group>
          <Stack gap={8}>
            {check("tasks", messages.copyTasks)}
            {check("completed", messages.copyCompleted, !parts.tasks)}
            {check("assignees", messages.copyAssignees, !parts.tasks)}
            {check("members", messages.copyMembers)}
          </Stack>
          <FormActions cancel={messages.cancel} onCancel={onClose} isSending={copy.isPending}>
            {messages.duplicate}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
