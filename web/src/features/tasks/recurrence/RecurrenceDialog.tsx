import { Alert, Button, Checkbox, Chip, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shortDay } from "@/components/dates";
import { inWords as problemInWords } from "@/components/feedback/in-words";
import { useAction } from "@/components/feedback/use-action";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Task } from "../queries";
import { messages } from "./messages";
import { datesQuery, type Rule, useRecurrenceActions } from "./saving";
import { inWords, partsOf, WEEKDAYS, weekdayName } from "./words";

const PRESETS = {
  daily: "FREQ=DAILY",
  weekdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  weekly: "FREQ=WEEKLY",
  biweekly: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  lastDay: "FREQ=MONTHLY;BYMONTHDAY=-1",
  yearly: "FREQ=YEARLY",
} as const;
type Preset = keyof typeof messages.presets;

const options = <K extends string>(texts: Record<K, string>) =>
  (Object.entries(texts) as [K, string][]).map(([value, label]) => ({ value, label }));

/** By which rule a task comes again; what the rule means is shown as it is made. */
export default function RecurrenceDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const known = task.recurrence;
  const [rule, setRule] = useState<Rule>({
    rrule: known?.rrule ?? PRESETS.weekly,
    anchor: known?.anchor ?? "due",
    trigger: known?.trigger ?? "completion",
    next_business_day: known?.next_business_day ?? false,
    skip_weekends: known?.skip_weekends ?? false,
    skip_missed: known?.skip_missed ?? false,
  });
  const [isCustom, setCustom] = useState(presetOf(rule.rrule) === "custom");
  const actions = useRecurrenceActions(task);
  const save = useAction(() => actions.save(rule), { onDone: onClose });
  const stop = useAction(actions.stop, { onDone: onClose, done: messages.stopped });
  const change = (part: Partial<Rule>) => setRule((now) => ({ ...now, ...part }));
  const preset = isCustom ? "custom" : presetOf(rule.rrule);
  const weekend = rule.skip_weekends ? "skip" : rule.next_business_day ? "monday" : "stay";
  return (
    <Modal opened onClose={onClose} title={messages.title}>
      <Stack gap="sm">
        {!task.due_at && <Alert color="yellow">{messages.needsDue}</Alert>}
        <Select
          label={messages.often}
          data={options(messages.presets)}
          value={preset}
          allowDeselect={false}
          onChange={(value) => {
            setCustom(value === "custom");
            if (value && value in PRESETS) change({ rrule: PRESETS[value as keyof typeof PRESETS] });
          }}
        />
        {partsOf(rule.rrule).FREQ === "WEEKLY" && preset !== "custom" && preset !== "weekdays" && (
          <Days rrule={rule.rrule} onChange={(rrule) => change({ rrule })} />
        )}
        {preset === "custom" && (
          <TextInput
            label={messages.rule}
            maxLength={400}
            value={rule.rrule}
            onChange={(event) => change({ rrule: event.currentTarget.value })}
          />
        )}
        <Select
          label={messages.trigger}
          data={options(messages.triggers)}
          value={rule.trigger}
          allowDeselect={false}
          onChange={(trigger) => trigger && change({ trigger: trigger as Rule["trigger"] })}
        />
        {rule.trigger === "completion" && (
          <Select
            label={messages.anchor}
            data={options(messages.anchors)}
            value={rule.anchor}
            allowDeselect={false}
            onChange={(anchor) => anchor && change({ anchor: anchor as Rule["anchor"] })}
          />
        )}
        <Select
          label={messages.weekend}
          data={options(messages.weekends)}
          value={weekend}
          allowDeselect={false}
          onChange={(value) =>
            change({ next_business_day: value === "monday", skip_weekends: value === "skip" })
          }
        />
        <Checkbox
          label={messages.skipMissed}
          checked={rule.skip_missed}
          onChange={(event) => change({ skip_missed: event.currentTarget.checked })}
        />
        {task.due_at && <Outcome task={task} rule={rule} />}
        <Group gap="xs">
          <Button disabled={!task.due_at} loading={save.isPending} onClick={() => save.mutate()}>
            {messages.save}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {messages.cancel}
          </Button>
          {known && (
            <Button
              variant="subtle"
              color="red"
              ml="auto"
              loading={stop.isPending}
              onClick={() => stop.mutate()}
            >
              {messages.stop}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Days({ rrule, onChange }: { rrule: string; onChange: (rrule: string) => void }) {
  const { BYDAY: days = "", ...rest } = partsOf(rrule);
  const put = (chosen: string[]) => {
    const inOrder = WEEKDAYS.filter((day) => chosen.includes(day));
    const parts = inOrder.length > 0 ? { ...rest, BYDAY: inOrder.join(",") } : rest;
    onChange(
      Object.entries(parts)
        .map(([name, value]) => `${name}=${value}`)
        .join(";"),
    );
  };
  return (
    <fieldset>
      <legend className="visually-hidden">{messages.days}</legend>
      <Chip.Group multiple value={days.split(",").filter(Boolean)} onChange={put}>
        <Group gap={6}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} size="xs" value={day}>
              {weekdayName(day, "short")}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  );
}

/** The rule in words, and the next dates as the service works them out. */
function Outcome({ task, rule }: { task: Task; rule: Rule }) {
  const dates = useQuery(datesQuery(useWorkspaceId(), task, rule));
  return (
    <div aria-live="polite">
      <Text size="sm" fw={550}>
        {inWords(rule.rrule)}
      </Text>
      {dates.isError ? (
        <Text size="sm" c="red">
          {problemInWords(dates.error).text}
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          {messages.next} {dates.data?.map((date) => shortDay(date)).join(", ")}
        </Text>
      )}
    </div>
  );
}

function presetOf(rrule: string): Preset {
  const found = (Object.keys(PRESETS) as (keyof typeof PRESETS)[]).find((name) => PRESETS[name] === rrule);
  if (found) return found;
  const { FREQ, BYDAY, INTERVAL = "1", ...rest } = partsOf(rrule);
  const isPlain = FREQ === "WEEKLY" && BYDAY && Object.keys(rest).length === 0;
  if (isPlain && INTERVAL === "1") return "weekly";
  return isPlain && INTERVAL === "2" ? "biweekly" : "custom";
}
