import { Button, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { IconFilter } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { PersonAvatar } from "@/components/PersonAvatar";
import { PriorityIcon } from "@/features/tasks/parts/PriorityIcon";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { TypeIcon } from "@/features/tasks/types/TypeIcon";
import type { FilterChoices } from "./choices";
import { messages } from "./messages";
import { DUES, fieldValues, listed, PRIORITIES, toggledIn, type ViewSearch } from "./search";
import classes from "./views.module.css";

interface Props {
  search: ViewSearch;
  choices: FilterChoices;
  onChange: (part: Partial<Record<keyof ViewSearch, unknown>>) => void;
}

interface Choice {
  id: string;
  label: string;
  icon?: ReactNode;
}

/** What to narrow down by: each with its values beside it. */
export function FilterMenu({ search, choices, onChange }: Props) {
  const one = (name: "assignee" | "due" | "tag" | "state") => ({
    chosen: search[name] ? [search[name]] : [],
    onChoose: (id: string) => onChange({ [name]: search[name] === id ? undefined : id }),
  });
  const several = (name: "status" | "priority" | "type") => ({
    chosen: listed(search[name]),
    onChoose: (id: string) => onChange({ [name]: toggledIn(search[name], id) }),
    staysOpen: true,
  });
  const { people, statuses, types, tags, fields } = choices;
  const { names } = messages;
  return (
    <Menu width={180} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconFilter size={14} />}>
          {messages.filter}
        </Button>
      </Menu.Target>
      <MenuDropdown>
        <Values
          label={names.assignee}
          {...one("assignee")}
          choices={[
            { id: "me", label: messages.me },
            ...people.map(({ id, name }) => ({
              id,
              label: name,
              icon: <PersonAvatar id={id} name={name} size={18} withTooltip={false} />,
            })),
          ]}
        />
        <Values
          label={names.status}
          {...several("status")}
          choices={statuses.map(({ id, name, category }) => ({
            id,
            label: name,
            icon: <StatusIcon category={category} label="" />,
          }))}
        />
        <Values
          label={names.priority}
          {...several("priority")}
          choices={PRIORITIES.map((id) => ({
            id,
            label: choices.priorityName(id),
            icon: (
              <span aria-hidden>
                <PriorityIcon priority={id} />
              </span>
            ),
          }))}
        />
        <Values
          label={names.due}
          {...one("due")}
          choices={DUES.map((id) => ({ id, label: messages.dues[id] }))}
        />
        <Values
          label={names.type}
          {...several("type")}
          choices={[
            { id: "none", label: typeMessages.plain, icon: <TypeIcon type={null} /> },
            ...types.map((type) => ({ id: type.id, label: type.name, icon: <TypeIcon type={type} /> })),
          ]}
        />
        {tags.length > 0 && (
          <Values
            label={names.tag}
            {...one("tag")}
            choices={tags.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <Values
          label={names.state}
          {...one("state")}
          choices={(["open", "done"] as const).map((id) => ({ id, label: messages.states[id] }))}
        />
        {fields.map((field) => (
          <Values
            key={field.id}
            label={field.name}
            choices={choices.valuesOf(field)}
            chosen={fieldValues(search.fields).flatMap(([id, value]) => (id === field.id ? [value] : []))}
            onChoose={(value) => onChange({ fields: withField(search.fields, field.id, value) })}
          />
        ))}
      </MenuDropdown>
    </Menu>
  );
}

function Values(props: {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (id: string) => void;
  staysOpen?: boolean;
}) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{props.label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={classes.values ?? ""}>
        {props.choices.map(({ id, label, icon }) => (
          <Menu.CheckboxItem
            key={id}
            checked={props.chosen.includes(id)}
            closeMenuOnClick={!props.staysOpen}
            onChange={() => props.onChoose(id)}
          >
            <span className={classes.value}>
              {icon}
              {label}
            </span>
          </Menu.CheckboxItem>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

/** A field asked for one value at a time; the same value again takes it away. */
function withField(text: string | undefined, id: string, value: string): string | undefined {
  const others = fieldValues(text).filter(([field]) => field !== id);
  const isOn = fieldValues(text).some(([field, known]) => field === id && known === value);
  const next = isOn ? others : [...others, [id, value]];
  return next.length > 0 ? next.map((pair) => pair.join(":")).join(",") : undefined;
}
