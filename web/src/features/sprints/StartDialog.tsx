import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { plusDays, today } from "@/features/schedule/days";
import { rowsOf } from "@/features/schedule/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { cadenceQuery, type Sprint, sprintsKey, sprintTasksQuery } from "./queries";
import { Figures } from "./SprintBlock";
import { sumsOf } from "./sums";

const TWO_WEEKS = 14;

/** What the team commits to, and from when to when. */
export function StartDialog({ sprint, onClose }: { sprint: Sprint; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const cadence = useQuery(cadenceQuery(workspaceId, sprint.project_id));
  const tasks = useQuery(sprintTasksQuery(workspaceId, sprint.id));
  const sums = sumsOf(rowsOf(tasks.data));
  const [chosenStart, setStart] = useState<string | null>(null);
  const [chosenEnd, setEnd] = useState<string | null>(null);
  const startOn = chosenStart ?? sprint.start_on ?? today();
  const length = cadence.data?.duration_days ?? TWO_WEEKS;
  const endOn = chosenEnd ?? sprint.end_on ?? plusDays(startOn, length - 1);
  const start = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/start", {
          params: { path: { workspace_id: workspaceId, sprint_id: sprint.id } },
          body: { start_on: startOn, end_on: endOn },
        }),
      ),
    {
      refresh: [sprintsKey(workspaceId) as unknown as string[]],
      done: messages.started(sprint.name),
      onDone: onClose,
      hasFields: true,
    },
  );
  const faults = faultsOf(start.error);
  return (
    <Modal opened onClose={onClose} title={messages.startTitle(sprint.name)}>
      <Stack gap="sm">
        <Text size="sm">{messages.startText(sums.tasks, sums.points)}</Text>
        <Figures sprint={sprint} sums={sums} />
        <Group grow align="start">
          <TextInput
            type="date"
            label={messages.startOn}
            value={startOn}
            error={faults.start_on}
            onChange={(event) => setStart(event.currentTarget.value || null)}
          />
          <TextInput
            type="date"
            label={messages.endOn}
            value={endOn}
            error={faults.end_on}
            onChange={(event) => setEnd(event.currentTarget.value || null)}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button data-autofocus loading={start.isPending} onClick={() => start.mutate()}>
            {messages.start}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
