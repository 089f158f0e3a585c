import { Checkbox, Rating, TextInput } from "@mantine/core";
import { momentAt, wallOf } from "@/features/schedule/days";
import properties from "../properties/properties.module.css";
import type { Task } from "../queries";
import classes from "./fields.module.css";
import { isError, valueText } from "./formats";
import { messages } from "./messages";
import { OptionsValue } from "./OptionsValue";
import { PeopleValue } from "./PeopleValue";
import type { Field } from "./queries";
import { ReferenceValue } from "./ReferenceValue";
import type { FieldSaving } from "./saving";
import { TextValue } from "./TextValue";

export interface ValueProps {
  task: Task;
  field: Field;
  value: unknown;
  saving: FieldSaving;
  isFixed: boolean;
}

/** A value of any type, with its way of being changed. */
export function FieldValue(props: ValueProps) {
  switch (props.field.type) {
    case "checkbox":
      return <CheckboxValue {...props} />;
    case "date":
    case "datetime":
      return <DateValue {...props} />;
    case "single_select":
    case "multi_select":
      return <OptionsValue {...props} />;
    case "people":
      return <PeopleValue {...props} />;
    case "rating":
      return <RatingValue {...props} />;
    case "reference":
      return <ReferenceValue {...props} />;
    case "formula":
    case "rollup":
      return <ComputedValue {...props} />;
    default:
      return <TextValue {...props} />;
  }
}

function CheckboxValue({ field, value, saving, isFixed }: ValueProps) {
  return (
    <Checkbox
      size="xs"
      px={8}
      py={7}
      aria-label={field.name}
      checked={value === true}
      disabled={isFixed}
      onChange={(event) => void saving.save(event.currentTarget.checked)}
    />
  );
}

function DateValue({ field, value, saving, isFixed }: ValueProps) {
  const isDay = field.type === "date";
  const wall = !isDay && typeof value === "string" ? wallOf(value) : null;
  const known = wall ? `${wall.day}T${wall.time.slice(0, 5)}` : String(value ?? "");
  if (isFixed) return <div className={properties.fixed}>{valueText(field, value) || messages.none}</div>;
  const save = (text: string) => {
    if (text === known) return;
    const [day = "", time = "00:00"] = text.split("T");
    void saving.save(text === "" ? null : isDay ? day : momentAt(day, `${time}:00`));
  };
  return (
    <TextInput
      key={known}
      variant="unstyled"
      size="sm"
      px={8}
      type={isDay ? "date" : "datetime-local"}
      aria-label={field.name}
      error={saving.error}
      defaultValue={known}
      min={isDay ? (field.earliest ?? undefined) : undefined}
      max={isDay ? (field.latest ?? undefined) : undefined}
      onBlur={(event) => save(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") save(event.currentTarget.value);
      }}
    />
  );
}

function RatingValue({ field, value, saving, isFixed }: ValueProps) {
  const stars = Number(value ?? 0);
  return (
    <Rating
      className={classes.rating ?? ""}
      aria-label={field.name}
      count={field.scale ?? 5}
      value={stars}
      readOnly={isFixed}
      getSymbolLabel={messages.stars}
      onChange={(chosen) => void saving.save(chosen === stars ? null : chosen)}
    />
  );
}

function ComputedValue({ field, value }: ValueProps) {
  const hint = field.type === "formula" ? messages.worksOut : messages.rolledUp;
  return (
    <div className={properties.fixed} title={hint}>
      <span className={isError(value) ? classes.error : undefined}>
        {valueText(field, value) || messages.none}
      </span>
    </div>
  );
}
