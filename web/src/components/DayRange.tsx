import { Group, TextInput } from "@mantine/core";

interface Side {
  label: string;
  /** YYYY-MM-DD; empty for none. */
  value: string;
  error?: string | undefined;
  onChange: (day: string) => void;
}

/** The first and the last day of something, side by side. */
export function DayRange({ start, end }: { start: Side; end: Side }) {
  return (
    <Group grow align="start">
      {[start, end].map(({ label, value, error, onChange }) => (
        <TextInput
          key={label}
          type="date"
          label={label}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ))}
    </Group>
  );
}
