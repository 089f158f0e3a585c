import { ActionIcon, Button, Popover, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { IconArrowLeft, IconArrowRight, IconClose, IconPlus } from "@/components/icons";
import { projectFieldsQuery } from "@/features/tasks/fields/queries";
import type { Column } from "@/features/views/filter";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { MOST, OWN, shifted, toggled, usual } from "./columns";
import classes from "./columns.module.css";
import { messages } from "./messages";
import { useColumns } from "./use-columns";

/** Which columns the list shows, and in which order. */
export function ColumnsMenu({ projectId }: { projectId: string }) {
  const [columns, setColumns] = useColumns(projectId);
  return (
    <Popover position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm">
          {messages.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={messages.columns}>
        <Choices projectId={projectId} columns={columns} onChange={setColumns} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface Props {
  projectId: string;
  columns: readonly Column[];
  onChange: (columns: Column[]) => void;
}

function Choices({ projectId, columns, onChange }: Props) {
  const parts = useRef<HTMLDivElement>(null);
  const fields = useQuery(projectFieldsQuery(useWorkspaceId(), projectId)).data ?? [];
  const known = new Map<string, string>([
    ...OWN.map((id) => [id, messages.names[id]] as const),
    ...fields.filter(({ field }) => !field.archived_at).map(({ field }) => [field.id, field.name] as const),
  ]);
  const shown = columns.filter(({ id }) => known.has(id));
  const others = [...known].filter(([id]) => !shown.some((one) => one.id === id));
  /** The row is elsewhere then: the focus goes with it, so that keys go on working. */
  const toggle = (id: string) => {
    onChange(toggled(shown, id));
    requestAnimationFrame(() =>
      parts.current?.querySelector<HTMLElement>(`[data-column="${id}"] button:last-child`)?.focus(),
    );
  };
  const isFull = shown.length >= MOST;
  return (
    <div ref={parts} className={classes.parts}>
      <Label>{messages.shown}</Label>
      {shown.map(({ id }, place) => {
        const name = known.get(id) ?? "";
        return (
          <div key={id} className={classes.row} data-column={id}>
            <span>{name}</span>
            <ActionIcon
              size="sm"
              disabled={place === 0}
              aria-label={messages.left(name)}
              onClick={() => onChange(shifted(shown, id, -1))}
            >
              <IconArrowLeft size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              disabled={place === shown.length - 1}
              aria-label={messages.right(name)}
              onClick={() => onChange(shifted(shown, id, 1))}
            >
              <IconArrowRight size={14} />
            </ActionIcon>
            <ActionIcon size="sm" aria-label={messages.hide(name)} onClick={() => toggle(id)}>
              <IconClose size={14} />
            </ActionIcon>
          </div>
        );
      })}
      {others.length > 0 && <Label>{isFull ? messages.most(MOST) : messages.others}</Label>}
      {others.map(([id, name]) => (
        <div key={id} className={classes.row} data-column={id}>
          <span>{name}</span>
          <ActionIcon size="sm" disabled={isFull} aria-label={messages.show(name)} onClick={() => toggle(id)}>
            <IconPlus size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" fullWidth mt={4} onClick={() => onChange([...usual])}>
        {messages.reset}
      </Button>
    </div>
  );
}

function Label({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" px={10} py={6}>
      {children}
    </Text>
  );
}
