import {
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { dayOf } from "@/components/dates";
import { FormActions } from "@/components/FormActions";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { follow } from "@/features/jobs/queries";
import { keyFrom } from "@/features/projects/key";
import { likelyProject } from "@/features/projects/last";
import { projectsQuery } from "@/features/projects/queries";
import { tasksKey } from "@/features/tasks/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { templateQuery } from "./queries";
import classes from "./templates.module.css";
import { makeProject, makeTask } from "./using";

type Whole = Schemas["WholeTemplateView"];
type From = "start_on" | "due_on";

/** Makes a project or a task of a template: when, and who does what. */
export function UseTemplateDialog({ templateId, onClose }: { templateId: string; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const template = useQuery(templateQuery(workspaceId, templateId));
  const { data } = template;
  const title = data?.kind === "task" ? messages.useTask : messages.useProject;
  return (
    <Modal opened onClose={onClose} title={data ? title(data.name) : messages.title}>
      {template.isError && <ProblemNotice error={template.error} retry={template.refetch} />}
      {template.isPending && <Skeleton h={180} aria-busy="true" />}
      {data && <Use template={data} onClose={onClose} />}
    </Modal>
  );
}

function Use({ template, onClose }: { template: Whole; onClose: () => void }) {
  const { workspace_id: workspaceId, kind, asks_for, roles, last_day } = template;
  const client = useQueryClient();
  const navigate = useNavigate();
  const members = usePeople();
  const projects = useQuery(projectsQuery(workspaceId));
  const [name, setName] = useState(template.name);
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const open = projects.data?.filter(({ archived_at }) => !archived_at) ?? [];
  const [chosen, setProjectId] = useState<string | null>(null);
  const projectId = likelyProject(open, chosen, template.project_id);
  const [from, setFrom] = useState<From>(asks_for === "due_on" ? "due_on" : "start_on");
  const [day, setDay] = useState(dayOf(new Date()));
  const [skip, setSkip] = useState(false);
  const [people, setPeople] = useState<Record<string, string[]>>({});
  const key = ownKey ?? keyFrom(name);
  const isDated = last_day !== null && asks_for !== "nothing";
  const common = { people, ...(isDated ? { [from]: day, skip_weekends: skip } : {}) };
  const make = useAction(
    async () => {
      if (kind === "project")
        return { job: await makeProject(template, { ...common, name, key }), taskId: null };
      const made = await makeTask(template, { ...common, project_id: projectId ?? "", title: name });
      return { job: made.job, taskId: made.task.id };
    },
    {
      hasFields: true,
      onDone: async ({ job, taskId }) => {
        if (job) follow(client, job);
        onClose();
        if (taskId) {
          void client.invalidateQueries({ queryKey: tasksKey(workspaceId) });
          await navigate({ to: ".", search: (before) => ({ ...before, task: taskId }) });
          return;
        }
        await client.invalidateQueries({ queryKey: projectsQuery(workspaceId).queryKey });
        const made = job?.result?.project_id;
        if (typeof made !== "string") return;
        await navigate({ to: "/w/$workspaceId/p/$projectId", params: { workspaceId, projectId: made } });
      },
    },
  );
  const faults = faultsOf(make.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const choices = members.list.map(({ id, name: label }) => ({ value: id, label }));
  return (
    <form onSubmit={submit}>
      <Stack>
        {template.description && (
          <Text size="sm" c="dimmed">
            {template.description}
          </Text>
        )}
        <Group align="start" gap="sm" wrap="nowrap">
          <TextInput
            flex={1}
            label={kind === "task" ? messages.taskTitle : messages.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faults.name ?? faults.title}
            maxLength={kind === "task" ? 500 : 120}
            data-autofocus
            required
            withAsterisk={false}
          />
          {kind === "project" && (
            <TextInput
              w={96}
              label={messages.key}
              value={key}
              onChange={(event) =>
                setOwnKey(event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9]/g, ""))
              }
              error={faults.key}
              minLength={2}
              maxLength={10}
              required
              withAsterisk={false}
            />
          )}
        </Group>
        {kind === "task" && (
          <Select
            label={messages.project}
            data={open.map(({ id, name: label }) => ({ value: id, label }))}
            value={projectId}
            onChange={setProjectId}
            error={faults.project_id}
            searchable
          />
        )}
        {isDated && asks_for === "either" && (
          <SegmentedControl
            size="xs"
            aria-label={messages.either}
            value={from}
            onChange={(value) => setFrom(value as From)}
            data={Object.entries(messages.eithers).map(([value, label]) => ({ value, label }))}
          />
        )}
        {isDated && (
          <Group align="end" gap="md">
            <TextInput
              type="date"
              label={messages.date[from]}
              description={messages.counted}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
              error={faults[from]}
              required
              withAsterisk={false}
            />
            <Checkbox
              mb={8}
              label={messages.skipWeekends}
              checked={skip}
              onChange={(event) => setSkip(event.currentTarget.checked)}
            />
          </Group>
        )}
        {roles.length > 0 && (
          <fieldset className={classes.roles}>
            <Text component="legend" size="sm" fw={550}>
              {messages.roles}
            </Text>
            <Stack gap="xs">
              {roles.map(({ id, name: role, required }) => (
                <MultiSelect
                  key={id}
                  label={role}
                  placeholder={messages.nobody}
                  data={choices}
                  value={people[id] ?? []}
                  onChange={(chosen) => {
                    const { [id]: _, ...others } = people;
                    setPeople(chosen.length > 0 ? { ...others, [id]: chosen } : others);
                  }}
                  error={faults[`people.${id}`]}
                  required={required}
                  searchable
                  clearable
                />
              ))}
            </Stack>
          </fieldset>
        )}
        <FormActions
          cancel={messages.cancel}
          onCancel={onClose}
          isSending={make.isPending}
          isIncomplete={kind === "task" && !projectId}
        >
          {messages.create}
        </FormActions>
      </Stack>
    </form>
  );
}
