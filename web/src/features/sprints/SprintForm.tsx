import { Modal, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { DayRange } from "@/components/DayRange";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { ownZone } from "@/features/schedule/days";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Sprint, sprintsKey } from "./queries";

interface Props {
  projectId: string;
  /** The one to change; null for a new one. */
  sprint: Sprint | null;
  suggestedName: string;
  onClose: () => void;
}

export function SprintForm({ projectId, sprint, suggestedName, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const [name, setName] = useState(sprint?.name ?? suggestedName);
  const [goal, setGoal] = useState(sprint?.goal ?? "");
  const [startOn, setStartOn] = useState(sprint?.start_on ?? "");
  const [endOn, setEndOn] = useState(sprint?.end_on ?? "");
  const [capacity, setCapacity] = useState<number | string>(sprint?.capacity_points ?? "");
  const save = useAction<Sprint>(
    () => {
      const body = {
        name: name.trim(),
        goal: goal.trim(),
        start_on: startOn || null,
        end_on: endOn || null,
        capacity_points: capacity === "" ? null : Number(capacity),
      };
      const path = { workspace_id: workspaceId };
      return sprint
        ? ok(
            api.PATCH("/v1/workspaces/{workspace_id}/sprints/{sprint_id}", {
              params: { path: { ...path, sprint_id: sprint.id }, header: ifMatch(sprint) },
              body,
            }),
          )
        : ok(
            api.POST("/v1/workspaces/{workspace_id}/sprints", {
              params: { path },
              body: { ...body, project_id: projectId, timezone: ownZone() },
            }),
          );
    },
    { refresh: [sprintsKey(workspaceId) as unknown as string[]], onDone: onClose, hasFields: true },
  );
  const faults = faultsOf(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={sprint ? messages.editSprint : messages.newSprint}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={messages.name}
            maxLength={120}
            value={name}
            error={faults.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={2}
            label={messages.goal}
            placeholder={messages.goalText}
            value={goal}
            error={faults.goal}
            onChange={(event) => setGoal(event.currentTarget.value)}
          />
          <DayRange
            start={{ label: messages.startOn, value: startOn, error: faults.start_on, onChange: setStartOn }}
            end={{ label: messages.endOn, value: endOn, error: faults.end_on, onChange: setEndOn }}
          />
          <NumberInput
            label={messages.capacity}
            min={0}
            max={100_000}
            value={capacity}
            error={faults.capacity_points}
            onChange={setCapacity}
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={save.isPending}
            isIncomplete={!name.trim()}
          >
            {sprint ? messages.save : messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
