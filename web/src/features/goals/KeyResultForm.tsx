import { Group, Modal, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Goal, goalPath, goalsKey, type KeyResult } from "./queries";

type Body = Schemas["KeyResultBody"];
type Measure = Body["measure"];

/** A key result as the API takes it. */
export function bodyOf({ name, measure, start, target, current, currency, weight }: KeyResult): Body {
  return { name, measure, start, target, current, currency, weight };
}

interface Props {
  goal: Goal;
  result: KeyResult | null;
  onClose: () => void;
}

export function KeyResultForm({ goal, result, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const [name, setName] = useState(result?.name ?? "");
  const [measure, setMeasure] = useState<Measure>(result?.measure ?? "number");
  const [start, setStart] = useState<number | string>(result?.start ?? 0);
  const [target, setTarget] = useState<number | string>(result?.target ?? 100);
  const [currency, setCurrency] = useState(result?.currency ?? "EUR");
  const { path } = goalPath(workspaceId, goal.id).params;
  const save = useAction<Goal>(
    () => {
      const isBoolean = measure === "boolean";
      const body: Body = {
        ...(result ? bodyOf(result) : {}),
        name: name.trim(),
        measure,
        start: isBoolean ? 0 : Number(start),
        target: isBoolean ? 1 : Number(target),
        currency: measure === "currency" ? currency.toUpperCase() : null,
      };
      return result
        ? ok(
            api.PUT("/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}", {
              params: { path: { ...path, key_result_id: result.id }, header: ifMatch(goal) },
              body,
            }),
          )
        : ok(
            api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results", {
              params: { path },
              body,
            }),
          );
    },
    { refresh: [goalsKey(workspaceId) as unknown as string[]], hasFields: true, onDone: onClose },
  );
  const faults = faultsOf(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={result ? messages.editKeyResult(result.name) : messages.addKeyResult}
    >
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
          <Group grow align="start">
            <Select
              label={messages.measure}
              allowDeselect={false}
              data={Object.entries(messages.measures).map(([value, label]) => ({ value, label }))}
              value={measure}
              error={faults.measure}
              onChange={(next) => setMeasure((next as Measure) ?? "number")}
            />
            {measure === "currency" && (
              <TextInput
                label={messages.currency}
                maxLength={3}
                value={currency}
                error={faults.currency}
                onChange={(event) => setCurrency(event.currentTarget.value)}
              />
            )}
          </Group>
          {measure !== "boolean" && (
            <Group grow align="start">
              <NumberInput label={messages.start} value={start} error={faults.start} onChange={setStart} />
              <NumberInput
                label={messages.target}
                value={target}
                error={faults.target}
                onChange={setTarget}
              />
            </Group>
          )}
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={save.isPending}
            isIncomplete={!name.trim()}
          >
            {result ? messages.save : messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
