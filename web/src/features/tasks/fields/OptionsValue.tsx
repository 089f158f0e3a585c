import { Combobox, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { IconCheck } from "@/components/icons";
import { useChoosing } from "@/components/use-choosing";
import { best } from "@/features/palette/find";
import { toggled } from "../changes";
import { PropertyButton } from "../properties/PropertyButton";
import properties from "../properties/properties.module.css";
import { ColoredLabel } from "../tags/ColoredLabel";
import tags from "../tags/tags.module.css";
import type { ValueProps } from "./FieldValue";
import { messages } from "./messages";

const NONE = "none";

/** One of the options, or several. */
export function OptionsValue({ field, value, saving, isFixed }: ValueProps) {
  const [isOpen, setOpen] = useState(false);
  const isMulti = field.type === "multi_select";
  const chosen = isMulti ? ((value as string[] | null) ?? []) : value ? [String(value)] : [];
  const names = chosen.map((id) => field.options.find((one) => one.id === id)?.name ?? id);
  const choose = (id: string) => {
    if (isMulti) {
      const next = id === NONE ? [] : toggled(chosen, id);
      void saving.save(next.length > 0 ? next : null);
      return;
    }
    setOpen(false);
    void saving.save(id === NONE ? null : id);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={240} trapFocus returnFocus>
      <Popover.Target>
        <PropertyButton
          isFixed={isFixed}
          aria-label={messages.says(field.name, names)}
          onClick={() => setOpen((open) => !open)}
        >
          {chosen.length === 0 && <span className={properties.none}>{messages.none}</span>}
          {chosen.map((id) => {
            const option = field.options.find((one) => one.id === id);
            return (
              <ColoredLabel
                key={id}
                name={option?.name ?? id}
                color={option?.color ?? null}
                isFaded={option?.archived ?? false}
              />
            );
          })}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <Choices field={field} chosen={chosen} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  field: ValueProps["field"];
  chosen: readonly string[];
  onChoose: (id: string) => void;
}

function Choices({ field, chosen, onChoose }: ChoicesProps) {
  const [typed, setTyped] = useState("");
  const open = field.options.filter(({ archived, id }) => !archived || chosen.includes(id));
  const found = best(open, ({ name }) => name, typed, 100);
  const combobox = useChoosing(typed, found.length);

  return (
    <Combobox store={combobox} onOptionSubmit={onChoose}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="xs"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={messages.findOption}
          aria-label={messages.findOption}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={messages.findOption} className={tags.options} mt={4}>
        {found.map(({ id, name, color }) => (
          <Combobox.Option key={id} value={id} active={chosen.includes(id)}>
            <span className={tags.option}>
              <ColoredLabel name={name} color={color} />
              {chosen.includes(id) && <IconCheck size={14} />}
            </span>
          </Combobox.Option>
        ))}
        {chosen.length > 0 && !typed && <Combobox.Option value={NONE}>{messages.noValue}</Combobox.Option>}
        {found.length === 0 && <Combobox.Empty>{messages.noOption}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
