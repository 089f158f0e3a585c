import { Select } from "@mantine/core";
import { useMemo } from "react";
import { ownZone } from "@/features/schedule/days";
import { messages } from "../messages";

interface Props {
  value: string;
  onChange: (zone: string) => void;
}

/** Where a time is meant. */
export function ZoneChoice({ value, onChange }: Props) {
  const zones = useMemo(
    () => [...new Set([ownZone(), value, ...Intl.supportedValuesOf("timeZone")])],
    [value],
  );
  return (
    <Select
      size="xs"
      label={messages.zone}
      data={zones}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      allowDeselect={false}
      limit={30}
      w={160}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
