import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failed } from "@/components/feedback/toasts";
import { projectsQuery } from "@/features/projects/queries";
import { type Day, named } from "@/features/schedule/days";
import { useTaskChanger } from "@/features/tasks/changes";
import { endOfDay } from "@/features/tasks/choices/due";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

const LAST_PROJECT = "onetick.last-project";

interface Props {
  day: Day;
  /** Where the task goes; null when that is chosen. */
  projectId: string | null;
  assigneeId: string | null;
  onDone: () => void;
}

/** A title and Enter: the task is due on that day. */
export function QuickAdd({ day, projectId, assigneeId, onDone }: Props) {
  const workspaceId = useWorkspaceId();
  const projects = useQuery({ ...projectsQuery(workspaceId), enabled: projectId === null });
  const changer = useTaskChanger();
  const [title, setTitle] = useState("");
  const [isSending, setSending] = useState(false);
  const choices = projects.data?.filter(({ archived_at }) => !archived_at) ?? [];
  const last = localStorage.getItem(LAST_PROJECT);
  const [chosen, setChosen] = useState<string | null>(null);
  const target = projectId ?? chosen ?? choices.find(({ id }) => id === last)?.id ?? choices[0]?.id ?? null;

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim() || !target || isSending) return;
    setSending(true);
    try {
      await changer.create({
        project_id: target,
        title: title.trim(),
        ...(assigneeId ? { assignee_ids: [assigneeId] } : {}),
        ...endOfDay(day),
      });
      onDone();
    } catch (error) {
      failed(error, messages.notAdded);
      setSending(false);
    }
  };
  return (
    <form onSubmit={add}>
      <Stack gap="xs">
        <TextInput
          data-autofocus
          label={named(day, { weekday: "long", day: "numeric", month: "long" })}
          placeholder={messages.newTitle}
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {projectId === null && (
          <Select
            label={messages.project}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={target}
            onChange={setChosen}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        <Button type="submit" size="compact-sm" loading={isSending} disabled={!title.trim() || !target}>
          {messages.add}
        </Button>
      </Stack>
    </form>
  );
}
