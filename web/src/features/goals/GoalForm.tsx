import { Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useUser } from "@/app/session-hooks";
import { DayRange } from "@/components/DayRange";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Goal, goalPath, goalsKey, goalsQuery } from "./queries";
import { familyOf } from "./tree";

interface Props {
  /** The one to change; null for a new one. */
  goal: Goal | null;
  parentId?: string | null;
  onClose: () => void;
  onDone?: (goal: Goal) => void;
}

export function GoalForm({ goal, parentId = null, onClose, onDone }: Props) {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const people = usePeople();
  const goals = useQuery(goalsQuery(workspaceId));
  const [name, setName] = useState(goal?.name ?? "");
  const [description, setDescription] = useState(goal?.description ?? "");
  const [owner, setOwner] = useState<string | null>(goal?.owner_id ?? user.id);
  const [parent, setParent] = useState<string | null>(goal?.parent_id ?? parentId);
  const [period, setPeriod] = useState(goal?.period ?? "");
  const [startOn, setStartOn] = useState(goal?.start_on ?? "");
  const [endOn, setEndOn] = useState(goal?.end_on ?? "");
  const save = useAction<Goal>(
    () => {
      const body = {
        name: name.trim(),
        description,
        ...(owner ? { owner_id: owner } : {}),
        parent_id: parent,
        period: period.trim() || null,
        start_on: startOn || null,
        end_on: endOn || null,
      };
      if (!goal) {
        return ok(
          api.POST("/v1/workspaces/{workspace_id}/goals", {
            params: { path: { workspace_id: workspaceId } },
            body,
          }),
        );
      }
      const { path } = goalPath(workspaceId, goal.id).params;
      return ok(
        api.PATCH("/v1/workspaces/{workspace_id}/goals/{goal_id}", {
          params: { path, header: ifMatch(goal) },
          body,
        }),
      );
    },
    {
      refresh: [goalsKey(workspaceId) as unknown as string[]],
      hasFields: true,
      onDone: (done) => {
        onClose();
        onDone?.(done);
      },
    },
  );
  const faults = faultsOf(save.error);
  const family = goal ? familyOf(goals.data ?? [], goal.id) : new Set<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={goal ? messages.editGoal : messages.newGoal} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={messages.name}
            maxLength={200}
            value={name}
            error={faults.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={2}
            maxRows={10}
            label={messages.description}
            value={description}
            error={faults.description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group grow align="start">
            <Select
              searchable
              label={messages.owner}
              allowDeselect={false}
              data={people.list.map(({ id, name: label }) => ({ value: id, label }))}
              value={owner}
              error={faults.owner_id}
              onChange={setOwner}
            />
            <TextInput
              label={messages.period}
              placeholder={messages.periodText}
              maxLength={40}
              value={period}
              error={faults.period}
              onChange={(event) => setPeriod(event.currentTarget.value)}
            />
          </Group>
          <Select
            searchable
            clearable
            label={messages.parent}
            placeholder={messages.noParent}
            data={(goals.data ?? [])
              .filter(({ id, state }) => !family.has(id) && state === "open")
              .map(({ id, name: label }) => ({ value: id, label }))}
            value={parent}
            error={faults.parent_id}
            onChange={setParent}
          />
          <DayRange
            start={{ label: messages.startOn, value: startOn, error: faults.start_on, onChange: setStartOn }}
            end={{ label: messages.endOn, value: endOn, error: faults.end_on, onChange: setEndOn }}
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={save.isPending}
            isIncomplete={!name.trim()}
          >
            {goal ? messages.save : messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
