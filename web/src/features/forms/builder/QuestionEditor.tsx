import { Checkbox, Group, MultiSelect, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { fillable, filling, type Kind, optionsFrom, type Question, valuesOf, withKind } from "../building";
import classes from "../forms.module.css";
import { messages } from "../messages";

interface Props {
  question: Question;
  questions: readonly Question[];
  place: number;
  fields: readonly { id: string; name: string; type: string }[];
  onChange: (question: Question) => void;
}

/** Everything about a question: its words, the kind of answer, what it fills, and when it is asked. */
export function QuestionEditor({ question, questions, place, fields, onChange }: Props) {
  const { label, help, kind, required, options, maps_to, field_id } = question;
  const can = fillable(question, questions, fields);
  const isChoice = kind === "choice" || kind === "choices";
  return (
    <Stack gap="sm" className={classes.editor ?? ""}>
      <TextInput
        label={messages.label}
        value={label}
        maxLength={200}
        onChange={(event) => onChange({ ...question, label: event.currentTarget.value })}
      />
      <TextInput
        label={messages.help}
        value={help}
        maxLength={1000}
        onChange={(event) => onChange({ ...question, help: event.currentTarget.value })}
      />
      <Group gap="sm" grow align="start">
        <Select
          label={messages.kind}
          data={Object.entries(messages.kinds).map(([value, text]) => ({ value, label: text }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => onChange(withKind(question, value as Kind))}
        />
        <Select
          label={messages.fills}
          data={[
            { value: "", label: messages.nothing },
            {
              group: messages.taskFields,
              items: can.targets.map((value) => ({ value, label: messages.targets[value] })),
            },
            {
              group: messages.customFields,
              items: can.fields.map(({ id, name }) => ({ value: id, label: name })),
            },
          ]}
          value={maps_to ?? field_id ?? ""}
          allowDeselect={false}
          onChange={(value) => onChange(filling(question, value ?? ""))}
        />
      </Group>
      {isChoice && (
        <Options
          key={kind}
          options={options}
          isFixed={maps_to === "priority"}
          onChange={(next) => onChange({ ...question, options: next })}
        />
      )}
      <Checkbox
        label={messages.required}
        checked={required}
        onChange={(event) => onChange({ ...question, required: event.currentTarget.checked })}
      />
      <Condition question={question} earlier={questions.slice(0, place)} onChange={onChange} />
    </Stack>
  );
}

interface OptionsProps {
  options: readonly string[];
  isFixed: boolean;
  onChange: (options: string[]) => void;
}

/** One option a line: what is typed stays as typed, also blank lines, until one leaves the field. */
function Options({ options, isFixed, onChange }: OptionsProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <Textarea
      label={messages.options}
      description={messages.optionsHint}
      autosize
      minRows={2}
      readOnly={isFixed}
      value={text ?? options.join("\n")}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = optionsFrom(event.currentTarget.value);
        if (next.length > 0) onChange(next);
      }}
      onBlur={() => setText(null)}
    />
  );
}

interface ConditionProps {
  question: Question;
  earlier: readonly Question[];
  onChange: (question: Question) => void;
}

function Condition({ question, earlier, onChange }: ConditionProps) {
  const sources = earlier.filter((one) => valuesOf(one).length > 0);
  const source = sources.find(({ id }) => id === question.show_if?.question);
  if (sources.length === 0) return null;
  const labelOf = (value: string) =>
    source?.kind === "checkbox" ? (value === "true" ? messages.yes : messages.no) : value;
  return (
    <>
      <Select
        label={messages.showIf}
        data={[
          { value: "", label: messages.always },
          ...sources.map(({ id, label }) => ({ value: id, label: messages.isAnswered(label) })),
        ]}
        value={source?.id ?? ""}
        allowDeselect={false}
        onChange={(id) => {
          const chosen = sources.find((one) => one.id === id);
          const [first] = chosen ? valuesOf(chosen) : [];
          onChange({
            ...question,
            show_if: chosen && first !== undefined ? { question: chosen.id, values: [first] } : null,
          });
        }}
      />
      {source && (
        <MultiSelect
          aria-label={messages.isAnswered(source.label)}
          data={valuesOf(source).map((value) => ({ value, label: labelOf(value) }))}
          value={question.show_if?.values ?? []}
          onChange={(values) => {
            if (values.length > 0) onChange({ ...question, show_if: { question: source.id, values } });
          }}
        />
      )}
    </>
  );
}
