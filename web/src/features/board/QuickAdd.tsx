import { Textarea, UnstyledButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { useUser } from "@/app/session-hooks";
import { failed } from "@/components/feedback/toasts";
import { IconPlus } from "@/components/icons";
import { useTaskChanger } from "@/features/tasks/changes";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./board.module.css";
import { appended, type BoardData, PENDING } from "./board-data";
import { messages } from "./messages";
import { boardKey } from "./queries";

interface Props {
  section: Schemas["SectionView"];
  isOpen: boolean;
  setOpen: (open: boolean) => void;
}

/** A title and Enter: the card is there, and the next one can be typed. */
export function QuickAdd({ section, isOpen, setOpen }: Props) {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const client = useQueryClient();
  const changer = useTaskChanger();
  const [title, setTitle] = useState("");

  const add = async () => {
    const text = title.trim();
    if (!text) return;
    setTitle("");
    const key = boardKey(workspaceId, section.project_id);
    client.setQueryData<BoardData>(key, (board) =>
      board ? appended(board, section.id, pendingRow(section, text, user.id)) : board,
    );
    try {
      await changer.create({ project_id: section.project_id, section_id: section.id, title: text });
    } catch (error) {
      // What was typed comes back, unless the next title is under way.
      setTitle((next) => next || text);
      failed(error, messages.notAdded);
      await client.invalidateQueries({ queryKey: key });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") setOpen(false);
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  };
  if (!isOpen) {
    return (
      <UnstyledButton className={classes.add} onClick={() => setOpen(true)}>
        <IconPlus size={15} />
        {messages.addTask}
      </UnstyledButton>
    );
  }
  return (
    <Textarea
      className={classes.adding}
      autosize
      maxRows={6}
      autoFocus
      aria-label={messages.newTaskIn(section.name)}
      placeholder={messages.titlePlaceholder}
      maxLength={500}
      value={title}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (!title.trim()) setOpen(false);
      }}
    />
  );
}

function pendingRow(section: Schemas["SectionView"], title: string, userId: string): TaskRow {
  const now = new Date().toISOString();
  return {
    id: PENDING + crypto.randomUUID(),
    key: "…",
    title,
    project_id: section.project_id,
    project_ids: [section.project_id],
    section_id: section.id,
    rank: "~",
    status: section.status_id ?? "",
    status_category: "unstarted",
    priority: "none",
    assignee_ids: [],
    reporter_id: userId,
    start_at: null,
    due_at: null,
    all_day: false,
    timezone: null,
    estimate_minutes: null,
    points: null,
    milestone: false,
    watcher_count: 0,
    completed_at: null,
    created_by: userId,
    created_at: now,
    updated_at: now,
    version: 0,
  };
}
