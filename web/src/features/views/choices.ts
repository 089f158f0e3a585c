/** What there is to choose from, by name. */
import { useQuery } from "@tanstack/react-query";
import { type Status, workflowQuery } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { type Person, useProjectPeople } from "@/features/tasks/people";
import type { Priority } from "@/features/tasks/queries";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { choosable, type TaskType, useTypes } from "@/features/tasks/types/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { choiceFieldsQuery, type Field, tagsQuery } from "./queries";
import { FILTERS, fieldValues, listed, type ViewSearch } from "./search";

export interface Chip {
  /** What is taken away when it is. */
  name: (typeof FILTERS)[number];
  label: string;
}

export interface FilterChoices {
  people: readonly Person[];
  statuses: readonly Status[];
  types: readonly TaskType[];
  tags: readonly { id: string; name: string }[];
  fields: readonly Field[];
  priorityName: (priority: Priority) => string;
  valuesOf: (field: Field) => { id: string; label: string }[];
  /** What narrows down now, in words. */
  chips: (search: ViewSearch) => Chip[];
}

export function useFilterChoices(projectId: string): FilterChoices {
  const workspaceId = useWorkspaceId();
  const people = useProjectPeople(projectId);
  const everybody = usePeople();
  const statuses = useQuery(workflowQuery(workspaceId, projectId)).data?.statuses ?? [];
  const types = useTypes();
  const tags = useQuery(tagsQuery(workspaceId)).data ?? [];
  const fields = useQuery(choiceFieldsQuery(workspaceId, projectId)).data ?? [];
  const priorityName = (priority: Priority) => taskMessages.priorities[priority];

  const person = (id: string) => (id === "me" ? messages.me : (everybody.name(id) ?? messages.somebody));
  const named = (all: readonly { id: string; name: string }[], id: string) =>
    all.find((one) => one.id === id)?.name ?? id;
  const inWords: Record<Chip["name"], (search: ViewSearch) => string> = {
    assignee: ({ assignee = "" }) => person(assignee),
    status: ({ status }) =>
      listed(status)
        .map((id) => named(statuses, id))
        .join(", "),
    priority: ({ priority }) =>
      listed(priority)
        .map((one) => taskMessages.priorities[one as Priority] ?? one)
        .join(", "),
    due: ({ due }) => (due ? messages.dues[due] : ""),
    type: ({ type }) =>
      listed(type)
        .map((id) => (id === "none" ? typeMessages.plain : named(types, id)))
        .join(", "),
    tag: ({ tag = "" }) => named(tags, tag),
    state: ({ state }) => (state ? messages.states[state] : ""),
    fields: ({ fields: asked }) =>
      fieldValues(asked)
        .map(([id, value]) => {
          const field = fields.find((one) => one.id === id);
          const label = field && valuesOf(field).find((one) => one.id === value)?.label;
          return messages.chip(field?.name ?? "…", label ?? value);
        })
        .join(", "),
  };
  const chips = (search: ViewSearch): Chip[] =>
    FILTERS.filter((name) => search[name] !== undefined).map((name) => ({
      name,
      label:
        name === "fields"
          ? inWords.fields(search)
          : messages.chip(messages.names[name], inWords[name](search)),
    }));
  return {
    people,
    statuses,
    types: choosable(types, undefined),
    tags,
    fields,
    priorityName,
    valuesOf,
    chips,
  };
}

function valuesOf(field: Field): { id: string; label: string }[] {
  if (field.type === "checkbox") return [{ id: "true", label: messages.yes }];
  return (field.options ?? [])
    .filter((option) => !option.archived)
    .map(({ id, name }) => ({ id, label: name }));
}
