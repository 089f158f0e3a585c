import { Checkbox, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { Answer, Question } from "../answering";
import { messages } from "../public-messages";
import classes from "./fields.module.css";

/** So many options are shown one below the other; more are chosen from a list. */
const SHOWN = 7;

interface Props {
  question: Question;
  answer: Answer | undefined;
  error: string | undefined;
  onChange: (answer: Answer) => void;
}

/** A question, and the way to answer it. */
export function QuestionInput({ question, answer, error, onChange }: Props) {
  const { id, label, kind, help, required, options } = question;
  const text = typeof answer === "string" ? answer : "";
  const common = {
    id: `q-${id}`,
    label: (
      <span>
        {label}
        {!required && <span className={classes.optional}> ({messages.optional})</span>}
      </span>
    ),
    description: help || undefined,
    error,
    size: "md",
    "aria-required": required,
  } as const;
  const typed = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (kind) {
    case "long_text":
      return <Textarea {...typed} autosize minRows={4} maxRows={16} maxLength={5000} />;
    case "number":
      return <TextInput {...typed} inputMode="decimal" placeholder={messages.number} maxLength={20} />;
    case "date":
      return <TextInput {...typed} type="date" maw={220} />;
    case "email":
      return <TextInput {...typed} type="email" autoComplete="email" inputMode="email" />;
    case "url":
      return <TextInput {...typed} type="url" inputMode="url" placeholder="https://" />;
    case "checkbox":
      return (
        <Checkbox
          {...common}
          checked={answer === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return options.length > SHOWN ? (
        <Select
          {...common}
          data={[...options]}
          value={text || null}
          onChange={(value) => onChange(value ?? "")}
          placeholder={messages.choose}
          searchable
          clearable={!required}
        />
      ) : (
        <Radio.Group {...common} value={text} onChange={onChange}>
          <Stack gap={10} mt={8}>
            {options.map((option) => (
              <Radio key={option} value={option} label={option} size="sm" />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "choices":
      return (
        <Checkbox.Group
          {...common}
          value={Array.isArray(answer) ? answer : []}
          onChange={(values) => onChange(values)}
        >
          <Stack gap={10} mt={8}>
            {options.map((option) => (
              <Checkbox key={option} value={option} label={option} size="sm" />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    default:
      return <TextInput {...typed} maxLength={500} />;
  }
}
