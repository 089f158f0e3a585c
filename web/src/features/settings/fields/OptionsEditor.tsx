import { ActionIcon, Button, ColorSwatch, Group, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconArchive, IconArrowUp, IconRestore } from "@/components/icons";
import type { Field } from "@/features/tasks/fields/queries";
import { COLORS, colorFor } from "@/features/tasks/tags/colors";
import type { FieldActions } from "./actions";
import { messages } from "./messages";

type Option = Field["options"][number];

/** The options in order: named, coloured, put elsewhere, archived. Each change is saved at once. */
export function OptionsEditor({ field, actions }: { field: Field; actions: FieldActions }) {
  const [name, setName] = useState("");
  const add = () => {
    const clean = name.trim();
    if (!clean) return;
    setName("");
    void actions.addOption(field, { name: clean, color: colorFor(field.options.length) });
  };
  return (
    <fieldset>
      <legend>{messages.options}</legend>
      {field.options.map((option, place) => (
        <OptionRow
          key={option.id}
          option={option}
          above={field.options[place - 1]}
          onChange={(change) => void actions.changeOption(field, option.id, change)}
        />
      ))}
      <Group gap="xs" mt="xs">
        <TextInput
          size="xs"
          flex={1}
          maxLength={50}
          aria-label={messages.addOption}
          placeholder={messages.addOption}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button size="xs" variant="default" onClick={add} disabled={!name.trim()}>
          {messages.add}
        </Button>
      </Group>
    </fieldset>
  );
}

interface RowProps {
  option: Option;
  above: Option | undefined;
  onChange: (change: { name?: string; color?: string; archived?: boolean; before_id?: string }) => void;
}

function OptionRow({ option, above, onChange }: RowProps) {
  const [name, setName] = useState(option.name);
  return (
    <Group gap={6} wrap="nowrap" mt={4}>
      <ColorPick name={option.name} color={option.color} onChoose={(color) => onChange({ color })} />
      <TextInput
        size="xs"
        flex={1}
        maxLength={50}
        aria-label={messages.optionName(option.name)}
        value={name}
        disabled={option.archived}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => {
          if (name.trim() && name.trim() !== option.name) onChange({ name: name.trim() });
        }}
      />
      <ActionIcon
        aria-label={messages.moveUp(option.name)}
        disabled={!above}
        onClick={() => above && onChange({ before_id: above.id })}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        aria-label={`${option.archived ? messages.unarchive : messages.archive}: ${option.name}`}
        onClick={() => onChange({ archived: !option.archived })}
      >
        {option.archived ? <IconRestore size={15} /> : <IconArchive size={15} />}
      </ActionIcon>
    </Group>
  );
}

interface PickProps {
  name: string;
  color: string | null;
  onChoose: (color: string) => void;
}

/** A colour out of ten. */
export function ColorPick({ name, color, onChoose }: PickProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton aria-label={messages.optionColor(name)} onClick={() => setOpen(!isOpen)} p={4}>
          <ColorSwatch size={16} color={color ?? "#8d94a4"} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Group gap={8} maw={150}>
          {COLORS.map((one) => (
            <UnstyledButton
              key={one}
              aria-label={one}
              aria-pressed={one === color}
              onClick={() => {
                setOpen(false);
                onChoose(one);
              }}
            >
              <ColorSwatch size={20} color={one} />
            </UnstyledButton>
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
