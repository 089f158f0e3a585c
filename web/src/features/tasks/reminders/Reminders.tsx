import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { fullMoment, shortMoment } from "@/components/dates";
import { IconClose } from "@/components/icons";
import type { Task } from "../queries";
import { messages } from "./messages";
import { type Reminder, useReminderActions, type When } from "./queries";
import classes from "./reminders.module.css";
import { beforeInWords, soon } from "./words";

const BEFORE = [0, 60, 1440] as const;

interface Props {
  task: Task;
  reminders: readonly Reminder[];
  onDone: () => void;
}

/** When one is reminded of a task, and further times to choose from. */
export default function Reminders({ task, reminders, onDone }: Props) {
  const actions = useReminderActions(task);
  const [typed, setTyped] = useState("");
  const choose = (when: When, said: string) => {
    onDone();
    void actions.set(when, said);
  };
  const offered = BEFORE.filter((minutes) => reminders.every((one) => one.before_minutes !== minutes));
  const typedMoment = typed ? new Date(typed) : null;
  return (
    <div className={classes.all}>
      {reminders.length > 0 ? (
        <ul className={classes.list}>
          {reminders.map((one) => (
            <li key={one.id} data-over={one.remind_at === null || undefined}>
              <span>
                {words(one)}
                <small title={one.remind_at ? fullMoment(one.remind_at) : undefined}>
                  {detail(one, task)}
                </small>
              </span>
              <ActionIcon
                size="sm"
                aria-label={messages.take(words(one))}
                onClick={() => void actions.take(one)}
              >
                <IconClose size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : (
        <p className={classes.none}>{messages.none}</p>
      )}
      <div className={classes.choices}>
        {soon().map(({ label, at }) => (
          <Button
            key={label}
            size="compact-sm"
            variant="default"
            onClick={() => choose({ at }, shortMoment(at))}
          >
            {label}
          </Button>
        ))}
      </div>
      {task.due_at && offered.length > 0 && (
        <fieldset className={classes.group}>
          <legend>{messages.beforeDue}</legend>
          <div className={classes.choices}>
            {offered.map((minutes) => (
              <Button
                key={minutes}
                size="compact-sm"
                variant="default"
                onClick={() => choose({ before_minutes: minutes }, beforeInWords(minutes))}
              >
                {messages.due[minutes]}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <form
        className={classes.own}
        onSubmit={(event) => {
          event.preventDefault();
          if (!typedMoment) return;
          const at = typedMoment.toISOString();
          choose({ at }, shortMoment(at));
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          flex={1}
          label={messages.another}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="light" disabled={!typedMoment}>
          {messages.set}
        </Button>
      </form>
    </div>
  );
}

function words(one: Reminder): string {
  if (one.before_minutes !== null) return beforeInWords(one.before_minutes);
  return one.at ? shortMoment(one.at) : "";
}

/** What the words do not say: when it comes, or why it does not. */
function detail(one: Reminder, task: Task): string {
  if (one.remind_at === null)
    return one.before_minutes !== null && !task.due_at ? messages.waits : messages.came;
  return one.before_minutes === null ? "" : shortMoment(one.remind_at);
}
