import { Checkbox, Group, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { projectQuery, workflowQuery } from "@/features/projects/queries";
import { choosable, useTypes } from "@/features/tasks/types/queries";
import { usePeople } from "@/features/workspaces/queries";
import { mappingOf, sent } from "./guesses";
import { messages } from "./messages";
import { MappingTable } from "./parts/MappingTable";
import { fieldsOfProjectQuery, type Import, type ImportChanges } from "./queries";
import classes from "./transfer.module.css";

interface Props {
  found: Import;
  changes: ImportChanges;
  onChange: (changes: ImportChanges) => void;
}

/** How the file is understood, and what of it can be said better: columns, people, statuses. */
export function Manner({ found, changes, onChange }: Props) {
  const { workspace_id: workspaceId, project_id: projectId, source } = found;
  const inFile = found.found;
  const isArchive = source === "onetick_archive";
  const manner = { ...found.manner, ...changes };
  const people = usePeople();
  const workflow = useQuery(workflowQuery(workspaceId, projectId));
  const project = useQuery(projectQuery(workspaceId, projectId));
  const fields = useQuery(fieldsOfProjectQuery(workspaceId, projectId));
  const types = choosable(useTypes(), project.data);
  if (!inFile) return null;
  const unknownTypes = [...new Set([...inFile.unknown_types, ...Object.keys(manner.types ?? {})])];
  const change = (more: ImportChanges) => onChange({ ...changes, ...more });
  const members = people.list.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
  const statuses = workflow.data?.statuses ?? [];
  const isKnown = (word: string) =>
    statuses.some(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  const unknown = inFile.statuses.filter((word) => !isKnown(word));
  return (
    <>
      {source === "csv" && inFile.columns.length > 0 && (
        <MappingTable
          table={{ header: inFile.columns, rows: [] }}
          mapping={mappingOf(inFile.columns, { columns: manner.columns ?? {}, fields: manner.fields ?? {} })}
          custom={fields.data?.map(({ field }) => field) ?? []}
          onChange={(mapping) => change(sent(mapping))}
        />
      )}
      {(inFile.strangers.length > 0 || Object.keys(inFile.people).length > 0) && (
        <section className={classes.part}>
          <h2>{messages.people}</h2>
          <p>
            {Object.keys(inFile.people).length > 0 && messages.known(Object.keys(inFile.people).length)}{" "}
            {inFile.strangers.length > 0 && messages.peopleText}
          </p>
          {inFile.strangers.map((name) => (
            <Meaning
              key={name}
              word={name}
              data={members}
              none={messages.nobody}
              value={manner.people?.[name]}
              onChange={(id) => change({ people: withWord(manner.people, name, id) })}
            />
          ))}
        </section>
      )}
      {unknown.length > 0 && (
        <section className={classes.part}>
          <h2>{messages.statuses}</h2>
          <p>{messages.statusesText}</p>
          {unknown.map((word) => (
            <Meaning
              key={word}
              word={word}
              data={statuses.map(({ id, name }) => ({ value: id, label: name }))}
              none={messages.asDone}
              value={manner.statuses?.[word]}
              onChange={(id) => change({ statuses: withWord(manner.statuses, word, id) })}
            />
          ))}
        </section>
      )}
      {unknownTypes.length > 0 && (
        <section className={classes.part}>
          <h2>{messages.types}</h2>
          <p>{messages.typesText}</p>
          {unknownTypes.map((word) => (
            <Meaning
              key={word}
              word={word}
              data={types.map(({ id, name }) => ({ value: id, label: name }))}
              none={messages.plain}
              value={manner.types?.[word]}
              onChange={(id) => change({ types: withWord(manner.types, word, id) })}
            />
          ))}
        </section>
      )}
      <section className={classes.part}>
        <h2>{messages.details}</h2>
        <Stack gap="sm">
          <Group gap="md">
            <Select
              label={messages.onMatch}
              w={230}
              data={Object.entries(messages.onMatches).map(([value, label]) => ({ value, label }))}
              value={manner.on_match ?? "skip"}
              allowDeselect={false}
              onChange={(value) => change({ on_match: value as Import["manner"]["on_match"] })}
            />
            {!isArchive && (
              <Select
                label={messages.dateOrder}
                w={230}
                data={Object.entries(messages.dateOrders).map(([value, label]) => ({ value, label }))}
                value={manner.date_order ?? "ymd"}
                allowDeselect={false}
                onChange={(value) => change({ date_order: value as Import["manner"]["date_order"] })}
              />
            )}
          </Group>
          {isArchive && (
            <Checkbox
              label={messages.settings}
              checked={manner.settings ?? true}
              onChange={(event) => change({ settings: event.currentTarget.checked })}
            />
          )}
          <Checkbox
            label={messages.createSections}
            checked={manner.create_sections ?? true}
            onChange={(event) => change({ create_sections: event.currentTarget.checked })}
          />
          <Checkbox
            label={messages.createTags}
            checked={manner.create_tags ?? true}
            onChange={(event) => change({ create_tags: event.currentTarget.checked })}
          />
        </Stack>
      </section>
    </>
  );
}

interface MeaningProps {
  word: string;
  data: { value: string; label: string }[];
  none: string;
  value: string | undefined;
  onChange: (id: string | null) => void;
}

/** A word of the file, and what it is here. */
function Meaning({ word, data, none, value, onChange }: MeaningProps) {
  return (
    <div className={classes.meaning}>
      <span>{word}</span>
      <Select
        size="xs"
        aria-label={messages.means(word)}
        data={[{ value: "", label: none }, ...data]}
        value={value ?? ""}
        searchable
        allowDeselect={false}
        onChange={(id) => onChange(id || null)}
      />
    </div>
  );
}

function withWord(
  words: Record<string, string> | undefined,
  word: string,
  id: string | null,
): Record<string, string> {
  const others = Object.entries(words ?? {}).filter(([known]) => known !== word);
  return Object.fromEntries(id ? [...others, [word, id]] : others);
}
