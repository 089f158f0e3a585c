import { Popover, Textarea, type TextareaProps } from "@mantine/core";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { PersonAvatar } from "@/components/PersonAvatar";
import classes from "./choices/choices.module.css";
import { speakable, type Typed, typedName } from "./mentions";
import { messages } from "./messages";
import { matching, type Person, useProjectPeople } from "./people";

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
  const [active, setActive] = useState(0);
  const list = useId();
  const found = looking === null ? [] : matching(people, looking).slice(0, SHOWN);
  const isOpen = found.length > 0;

  const look = () => {
    setLooking(typedName(element.current?.value ?? "", element.current?.selectionStart ?? 0));
    setActive(0);
  };
  const choose = (person: Person | undefined) => {
    const caret = element.current?.selectionStart ?? value.text.length;
    const start = value.text.lastIndexOf("@", caret - 1);
    setLooking(null);
    if (!person || start < 0) return;
    const name = speakable(person.name);
    const text = `${value.text.slice(0, start)}@${name} ${value.text.slice(caret)}`;
    onChange({ text, meant: new Map([...value.meant, [name, person.id]]) });
    const after = start + name.length + 2;
    requestAnimationFrame(() => {
      element.current?.focus();
      element.current?.setSelectionRange(after, after);
    });
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isOpen || event.ctrlKey || event.metaKey) return onKeyDown?.(event);
    if (event.key === "ArrowDown") setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(found[active]);
    else if (event.key === "Escape") setLooking(null);
    else return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover
      opened={isOpen}
      position="bottom-start"
      width={260}
      withRoles={false}
      trapFocus={false}
      returnFocus={false}
    >
      <Popover.Target>
        <Textarea
          {...rest}
          ref={element}
          autosize
          value={value.text}
          aria-autocomplete="list"
          aria-controls={isOpen ? list : undefined}
          aria-activedescendant={isOpen ? `${list}-${active}` : undefined}
          onChange={(event) => {
            onChange({ ...value, text: event.currentTarget.value });
            look();
          }}
          onKeyDown={keys}
          onBlur={() => setLooking(null)}
        />
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div id={list} role="listbox" aria-label={messages.findPeople}>
          {found.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classes.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <PersonAvatar id={person.id} name={person.name} size={20} withTooltip={false} />
              {person.name}
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
