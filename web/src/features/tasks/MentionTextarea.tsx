import { Combobox, Textarea, type TextareaProps, useCombobox } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { PersonAvatar } from "@/components/PersonAvatar";
import { speakable, type Typed, typedName } from "./mentions";
import { matching, useProjectPeople } from "./people";
import classes from "./properties/properties.module.css";

const SHOWN = 6;

interface Props extends Omit<TextareaProps, "value" | "onChange"> {
  projectId: string;
  value: Typed;
  onChange: (value: Typed) => void;
}

/** A text in which `@` finds people. */
export function MentionTextarea({ projectId, value, onChange, onKeyDown, ...rest }: Props) {
  const people = useProjectPeople(projectId);
  const element = useRef<HTMLTextAreaElement>(null);
  const [looking, setLooking] = useState<string | null>(null);
  const combobox = useCombobox();
  const found = looking === null ? [] : matching(people, looking).slice(0, SHOWN);

  const look = () => {
    const caret = element.current?.selectionStart ?? 0;
    const name = typedName(element.current?.value ?? "", caret);
    setLooking(name);
    if (name === null) combobox.closeDropdown();
    else {
      combobox.openDropdown();
      combobox.updateSelectedOptionIndex("active");
      requestAnimationFrame(() => combobox.selectFirstOption());
    }
  };
  const choose = (id: string) => {
    const person = people.find((one) => one.id === id);
    const caret = element.current?.selectionStart ?? value.text.length;
    const start = value.text.lastIndexOf("@", caret - 1);
    if (!person || start < 0) return;
    const name = speakable(person.name);
    const text = `${value.text.slice(0, start)}@${name} ${value.text.slice(caret)}`;
    onChange({ text, meant: new Map([...value.meant, [name, id]]) });
    setLooking(null);
    combobox.closeDropdown();
    const after = start + name.length + 2;
    requestAnimationFrame(() => {
      element.current?.focus();
      element.current?.setSelectionRange(after, after);
    });
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (combobox.dropdownOpened && found.length > 0) {
      if (event.key === "ArrowDown") combobox.selectNextOption();
      else if (event.key === "ArrowUp") combobox.selectPreviousOption();
      else if (event.key === "Enter" || event.key === "Tab") combobox.clickSelectedOption();
      else if (event.key === "Escape") combobox.closeDropdown();
      else return onKeyDown?.(event);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onKeyDown?.(event);
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      width={260}
      position="bottom-start"
      shadow="md"
      withinPortal
      keepMounted={false}
    >
      <Combobox.EventsTarget withKeyboardNavigation={false} withExpandedAttribute>
        <Combobox.DropdownTarget>
          <Textarea
            {...rest}
            ref={element}
            autosize
            value={value.text}
            onChange={(event) => {
              onChange({ ...value, text: event.currentTarget.value });
              look();
            }}
            onKeyDown={keys}
          />
        </Combobox.DropdownTarget>
      </Combobox.EventsTarget>
      {found.length > 0 && (
        <Combobox.Dropdown>
          <Combobox.Options>
            {found.map(({ id, name }) => (
              <Combobox.Option key={id} value={id}>
                <span className={classes.person}>
                  <PersonAvatar id={id} name={name} size={20} withTooltip={false} />
                  {name}
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      )}
    </Combobox>
  );
}
