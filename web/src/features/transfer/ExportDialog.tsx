import { Button, Checkbox, Group, Modal, Radio, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import type { Project } from "@/features/projects/queries";
import { messages } from "./messages";
import { exportsQuery } from "./queries";
import classes from "./transfer.module.css";

type Format = Schemas["NewExport"]["format"];

/** Asks for a file of a project. It is made while one does something else. */
export default function ExportDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { workspace_id: workspaceId } = project;
  const client = useQueryClient();
  const [format, setFormat] = useState<Format>("csv");
  const [completed, setCompleted] = useState(true);
  const start = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/exports", {
          params: { path: { workspace_id: workspaceId } },
          body: { project_id: project.id, format, completed },
        }),
      ),
    {
      refresh: [exportsQuery(workspaceId).queryKey as unknown as string[]],
      onDone: (job) => {
        follow(client, job);
        told(messages.started);
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={`${messages.exportTitle}: ${project.name}`}>
      <Stack>
        <Radio.Group label={messages.format} value={format} onChange={(value) => setFormat(value as Format)}>
          <Stack gap={8} mt={6}>
            {Object.entries(messages.formats).map(([value, { name, hint }]) => (
              <Radio.Card key={value} value={value} className={classes.card ?? ""}>
                <Radio.Indicator size="xs" />
                <span>
                  <strong>{name}</strong>
                  <small>{hint}</small>
                </span>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox
          label={messages.withCompleted}
          checked={completed}
          onChange={(event) => setCompleted(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {messages.start}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
