import "@mantine/dates/styles.layer.css";
import { Button, Group, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import { dayOf } from "@/components/dates";
import { messages } from "../messages";
import type { TaskRow } from "../queries";
import classes from "./choices.module.css";
import { type Due, dueOn, endOfDay } from "./due";

interface Props {
  value: Pick<TaskRow, "due_at" | "all_day">;
  onChoose: (due: Due) => void;
}

/** A day, quickly or on a calendar, and a time for those who need one. */
export default function DueChoice({ value, onChoose }: Props) {
  const day = value.due_at ? dayOf(value.due_at) : null;
  const [time, setTime] = useState(value.due_at && !value.all_day ? timeOf(value.due_at) : "");
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
        onChange={(chosen) => chosen && onChoose(dueOn(chosen, time))}
      />
      <Group justify="space-between" align="end" mt="xs">
        <TextInput
          type="time"
          size="xs"
          label={messages.time}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          onBlur={() => {
            if (day && time && time !== (value.due_at && !value.all_day ? timeOf(value.due_at) : "")) {
              onChoose(dueOn(day, time));
            }
          }}
        />
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

function timeOf(moment: string): string {
  const date = new Date(moment);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
