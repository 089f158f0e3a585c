import { MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import type { FieldType } from "@/features/tasks/fields/queries";
import type { Default } from "./limits";
import { messages } from "./messages";

interface Props {
  type: FieldType;
  value: Default;
  /** Of a field that has some: by what they are sent as. */
  options: readonly { value: string; label: string }[];
  scale: number;
  error: string | undefined;
  onChange: (value: Default) => void;
}

/** What a new task begins with. */
export function DefaultField({ type, value, options, scale, error, onChange }: Props) {
  const common = { label: messages.default, error };
  const text = typeof value === "string" ? value : "";
  switch (type) {
    case "checkbox":
      return (
        <Select
          {...common}
          data={Object.entries(messages.ticked).map(([one, label]) => ({ value: one, label }))}
          value={value === null ? "" : String(value)}
          allowDeselect={false}
          onChange={(next) => onChange(next === "" ? null : next === "true")}
        />
      );
    case "single_select":
      return (
        <Select
          {...common}
          clearable
          data={options}
          value={text || null}
          placeholder={messages.noDefault}
          onChange={onChange}
        />
      );
    case "multi_select":
      return (
        <MultiSelect
          {...common}
          data={options}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case "number":
    case "currency":
    case "percent":
    case "rating":
      return (
        <NumberInput
          {...common}
          {...(type === "rating" ? { min: 1, max: scale, allowDecimal: false } : {})}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : Number(next))}
        />
      );
    case "long_text":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          {...(type === "date" ? { type: "date" } : {})}
          {...(type === "datetime" ? { type: "datetime-local" } : {})}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
