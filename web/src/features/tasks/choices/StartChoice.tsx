import "@mantine/dates/styles.layer.css";
import { Button, Group, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import { ownZone, wallOf } from "@/features/schedule/days";
import { messages } from "../messages";
import type { TaskRow } from "../queries";
import { type Start, startOn } from "./due";

interface Props {
  value: Pick<TaskRow, "start_at" | "due_at" | "all_day" | "timezone">;
  onChoose: (start: Start) => void;
}

/** On which day it begins, and at what time where the due date has one. */
export default function StartChoice({ value, onChoose }: Props) {
  const zone = value.timezone ?? ownZone();
  const now = value.start_at ? wallOf(value.start_at, zone) : null;
  const known = now && !value.all_day ? now.time.slice(0, 5) : "";
  const [time, setTime] = useState(known);
  const hasDue = value.due_at !== null;
  const choose = (day: string) => onChoose(startOn(day, time, hasDue, zone));
  return (
    <div>
      <DatePicker
        value={now?.day ?? null}
        defaultDate={now?.day ?? wallOf(new Date().toISOString(), zone).day}
        onChange={(day) => day && choose(day)}
      />
      <Group justify="space-between" align="end" mt="xs">
        {!(hasDue && value.all_day) && (
          <TextInput
            type="time"
            size="xs"
            label={messages.time}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
            onBlur={() => {
              if (now && time !== known) choose(now.day);
            }}
          />
        )}
        {value.start_at && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => onChoose({ start_at: null })}
          >
            {messages.clearDate}
          </Button>
        )}
      </Group>
    </div>
  );
}
