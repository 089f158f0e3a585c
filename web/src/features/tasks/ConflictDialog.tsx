import { Button, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { shortDay } from "@/components/dates";
import { messages as common } from "@/components/messages";
import { workflowQuery } from "@/features/projects/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./conflict.module.css";
import { type Conflict, conflicts } from "./conflicts";
import { toTyped } from "./mentions";
import { messages } from "./messages";
import type { Priority } from "./queries";

/** Both versions of what two people changed, and a choice. Nothing is thrown away before it is made. */
export default function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const { current, changes, fields } = conflict;
  const inWords = useWords(current.project_id);
  return (
    <Modal
      opened
      size="xl"
      title={messages.conflictTitle}
      onClose={() => conflicts.answer("theirs")}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      zIndex={450}
    >
      <Stack>
        <Text size="sm">{messages.conflictText(current.key)}</Text>
        {fields.map((field) => {
          const mine = inWords(field, changes[field]);
          return (
            <section key={field} aria-label={messages.fields[field] ?? field} className={classes.both}>
              <Version label={messages.theirs} text={inWords(field, current[field])} />
              <Version label={messages.mine} text={mine}>
                <CopyButton value={mine}>
                  {({ copied, copy }) => (
                    <Button size="compact-xs" variant="subtle" color="gray" onClick={copy}>
                      {copied ? messages.copied : messages.copyMine}
                    </Button>
                  )}
                </CopyButton>
              </Version>
            </section>
          );
        })}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => conflicts.answer("theirs")}>
            {messages.keepTheirs}
          </Button>
          <Button onClick={() => conflicts.answer("mine")}>{messages.useMine}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Version({ label, text, children }: { label: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.version}>
      <header>
        <strong>{label}</strong>
        {children}
      </header>
      <pre>{text || messages.nothing}</pre>
    </div>
  );
}

function useWords(projectId: string): (field: string, value: unknown) => string {
  const people = usePeople();
  const workflow = useQuery(workflowQuery(useWorkspaceId(), projectId));
  return (field, value) => {
    if (value === null || value === undefined) return "";
    if (field === "description") return toTyped(String(value)).text;
    if (field === "status")
      return workflow.data?.statuses.find(({ id }) => id === value)?.name ?? String(value);
    if (field === "priority") return messages.priorities[value as Priority];
    if (field.endsWith("_at")) return shortDay(String(value));
    if (Array.isArray(value)) return value.map((id) => people.name(String(id)) ?? common.somebody).join(", ");
    return String(value);
  };
}
