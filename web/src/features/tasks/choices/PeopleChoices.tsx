import { Combobox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { IconCheck } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import { useChoosing } from "@/components/use-choosing";
import { messages } from "../messages";
import { matching, type Person, useProjectPeople } from "../people";
import classes from "./choices.module.css";

interface Props {
  projectId: string;
  chosen: readonly string[];
  /** Who can be chosen beside the people of the project: those who are chosen already and are no longer among them. */
  also?: readonly Person[];
  onToggle: (id: string, name: string) => void;
}

/** People of a project, found by name; those who are chosen come first. */
export function PeopleChoices({ projectId, chosen, also = [], onToggle }: Props) {
  const members = useProjectPeople(projectId);
  const others = also.filter(({ id }) => !members.some((one) => one.id === id));
  const people = [...members, ...others];
  const user = useUser();
  const [typed, setTyped] = useState("");
  // Not while one chooses: what jumps about cannot be clicked.
  const [first] = useState(chosen);
  const rank = (id: string) => (first.includes(id) ? 2 : 0) + (id === user.id ? 1 : 0);
  const found = matching(people, typed).sort((one, other) => rank(other.id) - rank(one.id));
  const combobox = useChoosing(typed, found.length);

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => onToggle(id, people.find((one) => one.id === id)?.name ?? "")}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="xs"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={messages.findPeople}
          aria-label={messages.findPeople}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={messages.findPeople} className={classes.options} mt={4}>
        {found.map(({ id, name }) => (
          <Combobox.Option key={id} value={id} active={chosen.includes(id)}>
            <span className={classes.person}>
              <PersonAvatar id={id} name={name} size={20} withTooltip={false} />
              <span>{name}</span>
              {chosen.includes(id) && <IconCheck size={14} />}
            </span>
          </Combobox.Option>
        ))}
        {found.length === 0 && <Combobox.Empty>{messages.nobodyFound}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
