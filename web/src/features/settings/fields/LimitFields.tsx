import { Checkbox, Group, NumberInput, TextInput } from "@mantine/core";
import type { FieldType } from "@/features/tasks/fields/queries";
import { type Limit, type Limits, limitsOf } from "./limits";
import { messages } from "./messages";

const MOST: Partial<Record<Limit, number>> = { precision: 6, scale: 10, min_length: 5000, max_length: 5000 };
const LEAST: Partial<Record<Limit, number>> = { precision: 0, scale: 2, min_length: 1, max_length: 1 };

interface Props {
  type: FieldType;
  limits: Limits;
  faults: Record<string, string>;
  onChange: (limits: Limits) => void;
}

/** What values of a field may be: each type has limits of its own. */
export function LimitFields({ type, limits, faults, onChange }: Props) {
  const names = limitsOf(type);
  if (names.length === 0) return null;
  if (names.includes("multiple")) {
    return (
      <Checkbox
        label={messages.limits.multiple}
        checked={limits.multiple ?? false}
        onChange={(event) => onChange({ ...limits, multiple: event.currentTarget.checked })}
      />
    );
  }
  return (
    <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
      {names.map((name) => {
        const common = { label: messages.limits[name], error: faults[name], miw: 110 };
        const value = limits[name];
        if (name === "pattern" || name === "earliest" || name === "latest") {
          return (
            <TextInput
              key={name}
              {...common}
              {...(name === "pattern"
                ? { placeholder: messages.patternHint, maxLength: 100 }
                : { type: "date" })}
              value={String(value ?? "")}
              onChange={(event) => onChange({ ...limits, [name]: event.currentTarget.value || null })}
            />
          );
        }
        return (
          <NumberInput
            key={name}
            {...common}
            {...(name in MOST ? { min: LEAST[name] ?? 0, max: MOST[name] ?? 0, allowDecimal: false } : {})}
            value={(value as number | null | undefined) ?? ""}
            onChange={(next) => onChange({ ...limits, [name]: next === "" ? null : Number(next) })}
          />
        );
      })}
    </Group>
  );
}
