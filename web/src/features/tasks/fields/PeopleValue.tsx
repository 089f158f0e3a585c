import { Popover } from "@mantine/core";
import { useState } from "react";
import { messages as common } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople } from "@/features/workspaces/queries";
import { toggled } from "../changes";
import { PeopleChoices } from "../choices/PeopleChoices";
import { PropertyButton } from "../properties/PropertyButton";
import properties from "../properties/properties.module.css";
import type { ValueProps } from "./FieldValue";
import { messages } from "./messages";

export function PeopleValue({ task, field, value, saving, isFixed }: ValueProps) {
  const people = usePeople();
  const [isOpen, setOpen] = useState(false);
  const chosen = (value as string[] | null) ?? [];
  const nameOf = (id: string) => people.name(id) ?? common.somebody;
  const toggle = (id: string) => {
    const next = field.multiple ? toggled(chosen, id) : chosen.includes(id) ? [] : [id];
    void saving.save(next.length > 0 ? next : null);
    if (!field.multiple) setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <PropertyButton
          isFixed={isFixed}
          aria-label={messages.says(field.name, chosen.map(nameOf))}
          onClick={() => setOpen((open) => !open)}
        >
          {chosen.length === 0 && <span className={properties.none}>{messages.none}</span>}
          {chosen.map((id) => (
            <span key={id} className={properties.person}>
              <PersonAvatar id={id} name={nameOf(id)} size={20} withTooltip={false} />
              {nameOf(id)}
            </span>
          ))}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <PeopleChoices projectId={task.project_id} chosen={chosen} onToggle={toggle} />
      </Popover.Dropdown>
    </Popover>
  );
}
