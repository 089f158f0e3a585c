import "@mantine/dates/styles.layer.css";
import { Button, Group, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import { dayOf } from "@/components/dates";
import { ownZone, wallOf } from "@/features/schedule/days";
import { messages } from "../messages";
import type { TaskRow } from "../queries";
import classes from "./choices.module.css";
import { type Due, dueOn, endOfDay } from "./due";
import { ZoneChoice } from "./ZoneChoice";

interface Props {
  value: Pick<TaskRow, "due_at" | "all_day"> & { timezone?: string | null };
  onChoose: (due: Due) => void;
}

/** A day, quickly or on a calendar, and a time for those who need one. */
export default function DueChoice({ value, onChoose }: Props) {
  const [zone, setZone] = useState(value.timezone ?? ownZone());
  const now = value.due_at ? wallOf(value.due_at, value.timezone ?? ownZone()) : null;
  const day = now?.day ?? null;
  const known = now && !value.all_day ? now.time.slice(0, 5) : "";
  const [time, setTime] = useState(known);
  const choose = (chosen: string, inZone = zone) =>
    onChoose(time ? dueOn(chosen, time, inZone) : endOfDay(chosen));
  const quick = [
    { label: messages.today, days: 0 },
    { label: messages.tomorrow, days: 1 },
    { label: messages.nextWeek, days: daysToMonday(new Date()) },
  ];
  return (
    <div>
      <div className={classes.shortcuts}>
        {quick.map(({ label, days }) => (
          <Button
            key={label}
            size="compact-sm"
            variant="default"
            onClick={() => onChoose(endOfDay(inDays(days)))}
          >
            {label}
          </Button>
        ))}
      </div>
      <DatePicker
        value={day}
        defaultDate={day ?? dayOf(new Date())}
        onChange={(chosen) => chosen && choose(chosen)}
      />
      <Group justify="space-between" align="end" mt="xs">
        <TextInput
          type="time"
          size="xs"
          label={messages.time}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          onBlur={() => {
            if (day && time && time !== known) choose(day);
          }}
        />
        {time && (
          <ZoneChoice
            value={zone}
            onChange={(chosen) => {
              setZone(chosen);
              if (day) choose(day, chosen);
            }}
          />
        )}
        {value.due_at && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => onChoose({ due_at: null, all_day: false, timezone: null })}
          >
            {messages.clearDate}
          </Button>
        )}
      </Group>
    </div>
  );
}

function inDays(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

function daysToMonday(date: Date): number {
  return (8 - date.getDay()) % 7 || 7;
}
