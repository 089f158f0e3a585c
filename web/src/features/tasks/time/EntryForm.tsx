import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { dayOf } from "@/components/dates";
import { useAction } from "@/components/feedback/use-action";
import { useTimeActions } from "./actions";
import { duration, minutesOf } from "./durations";
import { messages } from "./messages";
import type { TimeEntry } from "./queries";
import classes from "./time.module.css";

interface Props {
  taskId: string;
  /** What is changed; without it, something new is logged. */
  seen?: TimeEntry;
  onDone: () => void;
}

export function EntryForm({ taskId, seen, onDone }: Props) {
  const actions = useTimeActions();
  const [spent, setSpent] = useState(seen ? duration(seen.minutes) : "");
  const [day, setDay] = useState(seen?.spent_on ?? dayOf(new Date()));
  const [note, setNote] = useState(seen?.note ?? "");
  const [isWrong, setWrong] = useState(false);
  const save = useAction(
    (minutes: number) => {
      const body = { minutes, spent_on: day, note: note.trim() };
      return seen ? actions.change(seen, body) : actions.log({ task_id: taskId, ...body });
    },
    { onDone },
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const minutes = minutesOf(spent);
        setWrong(!minutes);
        if (minutes) save.mutate(minutes);
      }}
    >
      <TextInput
        size="xs"
        autoFocus
        label={messages.minutes}
        placeholder="1h 30m"
        value={spent}
        error={isWrong && messages.notUnderstood}
        onChange={(event) => setSpent(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        required
        withAsterisk={false}
        label={messages.day}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        maxLength={1000}
        label={messages.note}
        placeholder={messages.notePlaceholder}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          {messages.save}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>
          {messages.cancel}
        </Button>
      </Group>
    </form>
  );
}
