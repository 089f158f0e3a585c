import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import type { Project } from "@/features/projects/queries";
import type { Field, FieldType } from "@/features/tasks/fields/queries";
import { colorFor } from "@/features/tasks/tags/colors";
import type { FieldActions } from "./actions";
import { DefaultField } from "./DefaultField";
import { LimitFields } from "./LimitFields";
import { type Default, hasDefault, type Limits, sentDefault, sentLimits, shownDefault } from "./limits";
import { messages } from "./messages";
import { OptionsEditor } from "./OptionsEditor";

const FUNCTIONS = ["count", "sum", "average", "min", "max", "earliest", "latest", "percent_done"] as const;

interface Props {
  project: Project;
  /** What is changed; null: a new one. Its type never changes. */
  field: Field | null;
  actions: FieldActions;
  onClose: () => void;
}

export function FieldDialog({ project, field, actions, onClose }: Props) {
  const [type, setType] = useState<FieldType>(field?.type ?? "text");
  const [name, setName] = useState(field?.name ?? "");
  const [description, setDescription] = useState(field?.description ?? "");
  const [isForAll, setForAll] = useState(false);
  const [required, setRequired] = useState(false);
  const [options, setOptions] = useState("");
  const [currency, setCurrency] = useState(field?.currency_code ?? "EUR");
  const [expression, setExpression] = useState(field?.expression ?? "");
  const [rollup, setRollup] = useState<(typeof FUNCTIONS)[number]>(field?.function ?? "count");
  const [source, setSource] = useState(field?.source ?? "");
  const [isDeep, setDeep] = useState(field?.levels === "all");
  const [limits, setLimits] = useState<Limits>(field ?? {});
  const [initial, setInitial] = useState<Default>(field ? shownDefault(field) : null);
  const hasOptions = type === "single_select" || type === "multi_select";
  const listed = options
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const rolled = {
    function: rollup,
    source: source.trim() || null,
    levels: (isDeep ? "all" : "direct") as "all" | "direct",
  };
  const settings = {
    ...sentLimits(type, limits),
    ...(hasDefault(type) ? { default: sentDefault(type, initial) } : {}),
    ...(type === "currency" ? { currency_code: currency.trim().toUpperCase() } : {}),
    ...(type === "formula" ? { expression } : {}),
    ...(type === "rollup" ? rolled : {}),
  };
  const save = useAction(
    () => {
      const common = { name: name.trim(), description: description.trim(), ...settings };
      if (field) return actions.change(field, common);
      const made: Schemas["NewField"] = {
        ...common,
        type,
        ...(type === "formula" || type === "rollup" ? {} : { required }),
        ...(hasOptions
          ? { options: listed.map((one, place) => ({ name: one, color: colorFor(place) })) }
          : {}),
        project_id: isForAll ? null : project.id,
      };
      return actions.create(made);
    },
    { hasFields: true, onDone: onClose },
  );
  const faults = faultsOf(save.error);
  return (
    <Modal opened onClose={onClose} title={field ? messages.edit(field.name) : messages.newField}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            maxLength={80}
            label={messages.name}
            value={name}
            error={faults.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {!field && (
            <Select
              label={messages.type}
              data={Object.entries(messages.types).map(([value, label]) => ({ value, label }))}
              value={type}
              error={faults.type}
              allowDeselect={false}
              searchable
              onChange={(value) => {
                if (!value) return;
                setType(value as FieldType);
                setInitial(null);
              }}
            />
          )}
          {!field && hasOptions && (
            <Textarea
              label={messages.options}
              autosize
              minRows={3}
              value={options}
              error={faults.options}
              onChange={(event) => setOptions(event.currentTarget.value)}
            />
          )}
          {field && hasOptions && <OptionsEditor field={field} actions={actions} />}
          {type === "currency" && (
            <TextInput
              label={messages.currency}
              maxLength={3}
              value={currency}
              error={faults.currency_code}
              onChange={(event) => setCurrency(event.currentTarget.value)}
            />
          )}
          {type === "formula" && (
            <TextInput
              label={messages.expression}
              placeholder={messages.expressionHint}
              maxLength={1000}
              value={expression}
              error={faults.expression}
              onChange={(event) => setExpression(event.currentTarget.value)}
            />
          )}
          {type === "rollup" && (
            <>
              <Select
                label={messages.functionLabel}
                data={[...FUNCTIONS]}
                value={rollup}
                error={faults.function}
                allowDeselect={false}
                onChange={(value) => value && setRollup(value as (typeof FUNCTIONS)[number])}
              />
              <TextInput
                label={messages.source}
                value={source}
                error={faults.source}
                onChange={(event) => setSource(event.currentTarget.value)}
              />
              <Checkbox
                label={messages.allLevels}
                checked={isDeep}
                onChange={(event) => setDeep(event.currentTarget.checked)}
              />
            </>
          )}
          <LimitFields type={type} limits={limits} faults={faults} onChange={setLimits} />
          {hasDefault(type) && (
            <DefaultField
              type={type}
              value={initial}
              options={
                field
                  ? field.options.map(({ id, name: label }) => ({ value: id, label }))
                  : [...new Set(listed)].map((one) => ({ value: one, label: one }))
              }
              scale={limits.scale ?? 5}
              error={faults.default}
              onChange={setInitial}
            />
          )}
          <TextInput
            label={messages.description}
            maxLength={500}
            value={description}
            error={faults.description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {!field && type !== "formula" && type !== "rollup" && (
            <Checkbox
              label={messages.required}
              checked={required}
              onChange={(event) => setRequired(event.currentTarget.checked)}
            />
          )}
          {!field && (
            <Checkbox
              label={messages.forAll}
              checked={isForAll}
              onChange={(event) => setForAll(event.currentTarget.checked)}
            />
          )}
          <Group gap="xs">
            <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
              {field ? messages.save : messages.create}
            </Button>
            <Button variant="subtle" color="gray" onClick={onClose}>
              {messages.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
