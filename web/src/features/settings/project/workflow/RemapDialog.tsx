import { Button, Group, Modal, Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { inWords } from "@/components/feedback/in-words";
import type { Project, Status, Workflow } from "@/features/projects/queries";
import { messages } from "../../messages";
import { bodyOf, type Draft, proposed } from "./draft";
import classes from "./workflow.module.css";

const COUNTED = 100;

interface Props {
  project: Project;
  workflow: Workflow;
  draft: Draft;
  going: Status[];
  isBusy: boolean;
  onApply: (remap: Record<string, string>) => void;
  onClose: () => void;
}

/** Statuses go: which one their tasks get, how many there are, and what else would happen. Nothing is written yet. */
export function RemapDialog({ project, workflow, draft, going, isBusy, onApply, onClose }: Props) {
  const { id: projectId, workspace_id: workspaceId } = project;
  const [remap, setRemap] = useState(() => proposed(going, draft));
  const counts = useQueries({
    queries: going.map(({ id }) => ({
      queryKey: ["workspace", workspaceId, "project", projectId, "tasks-of-status", id],
      queryFn: () =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/tasks", {
            params: {
              path: { workspace_id: workspaceId },
              query: { "filter[project_id]": projectId, "filter[status]": id, limit: COUNTED },
            },
          }),
        ),
    })),
  });
  const preview = useQuery({
    queryKey: ["workspace", workspaceId, "project", projectId, "remap-preview", remap, draft],
    queryFn: async () => {
      const { data } = await api.PUT("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
        params: {
          path: { workspace_id: workspaceId, project_id: projectId },
          header: ifMatch(workflow),
          query: { dry_run: "true" },
        },
        body: bodyOf(draft, remap),
      });
      return data as Schemas["Preview"];
    },
    retry: false,
    gcTime: 0,
  });
  const sections = preview.data?.change_set.filter(({ kind }) => kind === "section").length ?? 0;
  return (
    <Modal opened onClose={onClose} title={messages.remapTitle}>
      <Stack>
        <Text size="sm">{messages.remapText}</Text>
        {going.map(({ id, name }, place) => {
          const rows = counts[place]?.data;
          return (
            <Select
              key={id}
              label={messages.tasksOf(name)}
              description={rows ? messages.tasksThere(countOf(rows)) : " "}
              data={draft.statuses.map((status) => ({ value: status.id, label: status.name }))}
              value={remap[id] ?? null}
              allowDeselect={false}
              onChange={(to) => to && setRemap({ ...remap, [id]: to })}
            />
          );
        })}
        {preview.isPending && <Skeleton h={20} aria-busy="true" />}
        {preview.data && (
          <Text size="sm" c="dimmed">
            {sections > 0 && messages.columnsFollow(sections)} {messages.remapJob}
          </Text>
        )}
        {preview.isError && (
          <p role="alert" className={classes.refused}>
            {inWords(preview.error).text}
          </p>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button disabled={!preview.data} loading={isBusy} onClick={() => onApply(remap)}>
            {messages.remapApply}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function countOf({ data, page }: { data: unknown[]; page: { next_cursor?: unknown } }): string {
  return `${data.length}${page.next_cursor ? "+" : ""}`;
}
