import { Button, Group, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { Markdown } from "@/components/Markdown";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "./changes";
import { MentionTextarea } from "./MentionTextarea";
import { type Typed, toStored, toTyped } from "./mentions";
import { messages } from "./messages";
import type { Task } from "./queries";
import classes from "./task.module.css";

interface Editing {
  typed: Typed;
  /** The task as it was when the editing began. */
  base: Task;
}

export function DescriptionField({ task }: { task: Task }) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const [editing, setEditing] = useState<Editing | null>(null);

  const save = () => {
    if (!editing) return;
    const description = toStored(editing.typed).trimEnd();
    setEditing(null);
    if (description !== editing.base.description) void changer.update(task, { description }, editing.base);
  };
  if (editing) {
    return (
      <div>
        <MentionTextarea
          projectId={task.project_id}
          value={editing.typed}
          onChange={(typed) => setEditing({ ...editing, typed })}
          minRows={4}
          maxRows={24}
          maxLength={25_000}
          aria-label={messages.description}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save();
            if (event.key === "Escape") {
              event.stopPropagation();
              setEditing(null);
            }
          }}
        />
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" onClick={save}>
            {messages.save}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(null)}>
            {messages.cancel}
          </Button>
          <Text size="xs" c="dimmed" ml="auto">
            {messages.markdownHint}
          </Text>
        </Group>
      </div>
    );
  }
  if (!task.description && !mayEdit) return null;
  const begin = () => setEditing({ typed: toTyped(task.description), base: task });
  if (!task.description) {
    return (
      <UnstyledButton className={classes.addDescription} onClick={begin}>
        {messages.addDescription}
      </UnstyledButton>
    );
  }
  return (
    <div className={classes.description}>
      <h2 className="visually-hidden">{messages.description}</h2>
      <Markdown text={task.description} />
      {mayEdit && (
        <Button size="compact-xs" variant="default" className={classes.edit} onClick={begin}>
          {messages.editDescription}
        </Button>
      )}
    </div>
  );
}
