import { ActionIcon, Group, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@/components/icons";
import type { Status } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import { messages } from "../../messages";
import settings from "../../settings.module.css";
import { type Draft, movedStatus, withoutStatus } from "./draft";
import classes from "./workflow.module.css";

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The statuses in their order: names, what they mean, their place. */
export function StatusRows({ draft, onChange }: Props) {
  const categories = Object.entries(taskMessages.categories).map(([value, label]) => ({ value, label }));
  const change = (id: string, changes: Partial<Status>) =>
    onChange({
      ...draft,
      statuses: draft.statuses.map((one) => (one.id === id ? { ...one, ...changes } : one)),
    });
  return (
    <ul className={settings.rows}>
      {draft.statuses.map(({ id, name, category }, place) => (
        <li key={id} className={settings.row}>
          <StatusIcon category={category} label="" />
          <TextInput
            size="xs"
            flex="1 1 140px"
            aria-label={`${messages.name}: ${name}`}
            value={name}
            maxLength={120}
            onChange={(event) => change(id, { name: event.currentTarget.value })}
          />
          <Select
            size="xs"
            w={150}
            className={classes.category}
            aria-label={`${messages.category}: ${name}`}
            data={categories}
            value={category}
            allowDeselect={false}
            onChange={(value) => change(id, { category: value as Status["category"] })}
          />
          <Group gap={0} wrap="nowrap">
            <ActionIcon
              aria-label={`${messages.moveUp}: ${name}`}
              disabled={place === 0}
              onClick={() => onChange(movedStatus(draft, place, place - 1))}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            <ActionIcon
              aria-label={`${messages.moveDown}: ${name}`}
              disabled={place === draft.statuses.length - 1}
              onClick={() => onChange(movedStatus(draft, place, place + 1))}
            >
              <IconArrowDown size={15} />
            </ActionIcon>
            <ActionIcon
              color="red"
              aria-label={`${messages.remove}: ${name}`}
              disabled={draft.statuses.length < 2}
              onClick={() => onChange(withoutStatus(draft, id))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        </li>
      ))}
    </ul>
  );
}
