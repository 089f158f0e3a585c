import { Button, Group, Modal, Progress, Select, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { useJob } from "@/features/jobs/use-job";
import { rowsOf } from "@/features/schedule/queries";
import { refreshTasks } from "@/features/tasks/cache";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Sprint, sprintsKey, sprintTasksQuery } from "./queries";
import { sumsOf } from "./sums";

interface Props {
  sprint: Sprint;
  planned: readonly Sprint[];
  onClose: () => void;
}

/** The end of a sprint: where does what is still open go? */
export function CompleteDialog({ sprint, planned, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const tasks = useQuery(sprintTasksQuery(workspaceId, sprint.id));
  const sums = sumsOf(rowsOf(tasks.data));
  const open = sums.tasks - sums.doneTasks;
  const [next] = planned;
  const [chosen, setChosen] = useState<string | null>(null);
  const target = chosen ?? (next ? "next" : "backlog");
  const [jobId, setJobId] = useState<string | null>(null);
  const finish = (carried: number) => {
    told(messages.completed(sprint.name, carried));
    void refreshTasks(client, workspaceId);
    void client.invalidateQueries({ queryKey: sprintsKey(workspaceId) });
    onClose();
  };
  const job = useJob(jobId, () => finish(open));
  const complete = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/complete", {
          params: { path: { workspace_id: workspaceId, sprint_id: sprint.id } },
          body: { carry_over_to: target },
        }),
      ),
    { onDone: ({ carried, job_id }) => (job_id ? setJobId(job_id) : finish(carried)) },
  );
  const progress = job.data?.progress;
  return (
    <Modal opened onClose={onClose} title={messages.completeTitle(sprint.name)}>
      <Stack gap="sm">
        <Text size="sm">{messages.completeText(sums.doneTasks, open)}</Text>
        {open > 0 && (
          <Select
            label={messages.carry}
            allowDeselect={false}
            disabled={jobId !== null}
            value={target}
            onChange={setChosen}
            data={[
              ...(next ? [{ value: "next", label: messages.carryNext(next.name) }] : []),
              { value: "backlog", label: messages.carryBacklog },
              ...planned.slice(1).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {jobId && (
          <div role="status">
            <Text size="sm" mb={4}>
              {messages.carrying}
            </Text>
            <Progress
              animated
              value={progress?.total ? (100 * progress.done) / progress.total : 100}
              aria-label={messages.carrying}
            />
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {jobId ? messages.close : messages.cancel}
          </Button>
          <Button
            data-autofocus
            loading={complete.isPending || jobId !== null}
            onClick={() => complete.mutate()}
          >
            {messages.complete}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
