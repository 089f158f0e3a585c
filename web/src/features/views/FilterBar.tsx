import { Button, CloseButton, Menu, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { IconClose, IconSearch } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { projectFieldsQuery } from "@/features/tasks/fields/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useFilterChoices } from "./choices";
import { FilterMenu } from "./FilterMenu";
import { messages } from "./messages";
import type { Results } from "./results";
import { GROUPS, isChosen, nothing, SORTS, type Sort, type ViewSearch } from "./search";
import { useViewSearch } from "./use-search";
import { ViewsMenu } from "./ViewsMenu";
import classes from "./views.module.css";

const TYPING_MS = 250;

interface Props {
  projectId: string;
  type: "board" | "list";
  results: Results | null;
  /** What else there is to choose of how it is shown. */
  children?: ReactNode;
}

/** Above a board or list: the saved views, what narrows it down, and how far the search has come. */
export function FilterBar({ projectId, type, results, children }: Props) {
  const { search, change } = useViewSearch();
  const choices = useFilterChoices(projectId);
  const chips = choices.chips(search);
  return (
    <section className={classes.bar} aria-label={messages.bar}>
      <div className={classes.controls}>
        <ViewsMenu projectId={projectId} type={type} search={search} />
        <FilterMenu search={search} choices={choices} onChange={change} />
        <Sorting projectId={projectId} search={search} onChange={change} />
        {type === "list" && <Grouping search={search} onChange={change} />}
        {children}
        <Words value={search.q ?? ""} onChange={(q) => change({ q }, { replace: search.q !== undefined })} />
        {chips.map(({ name, label }) => (
          <Button
            key={name}
            variant="light"
            size="compact-sm"
            className={classes.chip ?? ""}
            rightSection={<IconClose size={13} />}
            aria-label={messages.take(label)}
            onClick={() => change({ [name]: undefined })}
          >
            {label}
          </Button>
        ))}
        {isChosen(search) && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change(nothing)}>
            {messages.clear}
          </Button>
        )}
      </div>
      {results && <Progress results={results} search={search} />}
    </section>
  );
}

/** Filters look through the project page by page: this says how far. */
function Progress({ results, search }: { results: Results; search: ViewSearch }) {
  const { found, lookedAt, isLooking, goOn } = results;
  const isByDate = search.sort?.endsWith("due_at") && search.state !== "done";
  return (
    <p className={classes.progress} role="status">
      {found === 0 && !isLooking ? messages.none : messages.found(found)}
      {isLooking && <span>{messages.looking(lookedAt)}</span>}
      {goOn && (
        <>
          <span>{messages.paused(lookedAt)}</span>
          <Button variant="subtle" size="compact-xs" onClick={goOn}>
            {messages.goOn}
          </Button>
        </>
      )}
      {isByDate && <span>{messages.onlyOpen}</span>}
    </p>
  );
}

interface Choosing {
  search: ViewSearch;
  onChange: (part: Partial<Record<keyof ViewSearch, unknown>>) => void;
}

function Sorting({ projectId, search, onChange }: Choosing & { projectId: string }) {
  const { sort } = search;
  const fields = useQuery(projectFieldsQuery(useWorkspaceId(), projectId)).data ?? [];
  const choices: { id: Sort | undefined; label: string }[] = [
    { id: undefined, label: messages.byHand },
    ...SORTS.map((id) => ({ id, label: messages.sorts[id] })),
    ...fields.flatMap(({ field, sort_ready }): { id: Sort; label: string }[] =>
      sort_ready
        ? [
            { id: `field.${field.id}`, label: messages.ascending(field.name) },
            { id: `-field.${field.id}`, label: messages.descending(field.name) },
          ]
        : [],
    ),
  ];
  const chosen = sort && choices.find(({ id }) => id === sort);
  return (
    <OneOf
      label={chosen ? messages.sortBy(chosen.label) : messages.sort}
      isOn={sort !== undefined}
      choices={choices}
      chosen={sort}
      onChoose={(id) => onChange({ sort: id })}
    />
  );
}

function Grouping({ search, onChange }: Choosing) {
  const { group } = search;
  return (
    <OneOf
      label={group ? messages.groupBy(messages.groups[group]) : messages.group}
      isOn={group !== undefined}
      choices={[
        { id: undefined, label: messages.bySection },
        ...GROUPS.map((id) => ({ id, label: messages.groups[id] })),
      ]}
      chosen={group}
      onChoose={(id) => onChange({ group: id })}
    />
  );
}

function OneOf<T extends string>(props: {
  label: string;
  isOn: boolean;
  choices: readonly { id: T | undefined; label: string }[];
  chosen: T | undefined;
  onChoose: (id: T | undefined) => void;
}) {
  return (
    <Menu width={190}>
      <Menu.Target>
        <Button variant={props.isOn ? "light" : "default"} size="compact-sm">
          {props.label}
        </Button>
      </Menu.Target>
      <MenuDropdown>
        {props.choices.map(({ id, label }) => (
          <Menu.CheckboxItem
            key={id ?? ""}
            checked={props.chosen === id}
            closeMenuOnClick
            onChange={() => props.onChoose(id)}
          >
            {label}
          </Menu.CheckboxItem>
        ))}
      </MenuDropdown>
    </Menu>
  );
}

function Words({ value, onChange }: { value: string; onChange: (words: string | undefined) => void }) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((words: string) => {
    sent.current = words;
    onChange(words || undefined);
  }, TYPING_MS);
  useEffect(() => {
    // The back button, or a saved view; not what was just typed here.
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  const type = (words: string) => {
    setTyped(words);
    send(words.trim());
  };
  return (
    <TextInput
      size="xs"
      type="search"
      className={classes.words ?? ""}
      placeholder={messages.words}
      aria-label={messages.words}
      leftSection={<IconSearch size={14} />}
      maxLength={100}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={typed && <CloseButton size="xs" aria-label={messages.clear} onClick={() => type("")} />}
    />
  );
}
