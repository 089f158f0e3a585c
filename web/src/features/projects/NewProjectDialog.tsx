import { Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, ok } from "@/api/client";
import { isProblem } from "@/api/problem";
import { FormActions } from "@/components/FormActions";
import { failed } from "@/components/feedback/toasts";
import { FromTemplate } from "@/features/templates/parts/FromTemplate";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ColorChoice } from "./ColorChoice";
import { projectColors } from "./colors";
import { keyFrom } from "./key";
import { messages } from "./messages";
import { projectsQuery } from "./queries";

/** A name is enough; the key follows from it. */
export default function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [color, setColor] = useState<string>(projectColors[0]);
  const [visibility, setVisibility] = useState<"public" | "private">("public");
  const key = ownKey ?? keyFrom(name);

  const create = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/projects", {
          params: { path: { workspace_id: workspaceId } },
          body: { name, key, color, visibility },
        }),
      ),
    onSuccess: async (project) => {
      await client.invalidateQueries({ queryKey: projectsQuery(workspaceId).queryKey });
      onClose();
      await navigate({ to: "/w/$workspaceId/p/$projectId", params: { workspaceId, projectId: project.id } });
    },
    onError: (error) => {
      if (!isProblem(error) || (Object.keys(error.byField).length === 0 && error.code !== "conflict"))
        failed(error);
    },
  });
  const problem = isProblem(create.error) ? create.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={messages.newProject}>
      <form onSubmit={submit}>
        <Stack>
          <Group align="start" gap="sm" wrap="nowrap">
            <TextInput
              flex={1}
              label={messages.name}
              placeholder={messages.nameExample}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={problem?.byField.name}
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
              error={problem?.byField.key ?? (problem?.code === "conflict" ? problem.detail : undefined)}
              minLength={2}
              maxLength={10}
              required
              withAsterisk={false}
              aria-description={messages.keyHint}
            />
          </Group>
          <ColorChoice value={color} onChange={setColor} />
          <Radio.Group
            label={messages.visibility}
            value={visibility}
            onChange={(value) => setVisibility(value as typeof visibility)}
          >
            <Stack gap={6} mt={6}>
              <Radio size="sm" value="public" label={messages.public} />
              <Radio size="sm" value="private" label={messages.private} />
            </Stack>
          </Radio.Group>
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={create.isPending}
            aside={<FromTemplate kind="project" onLeave={onClose} />}
          >
            {messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
