import { Textarea, UnstyledButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { failed } from "@/components/feedback/toasts";
import { IconPlus } from "@/components/icons";
import { useTaskChanger } from "@/features/tasks/changes";
import { TypedTitle } from "@/features/tasks/types/TypedTitle";
import { type ChosenType, typeOf } from "@/features/tasks/types/TypePick";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./board.module.css";
import { appended, type BoardData } from "./board-data";
import { messages } from "./messages";
import { boardKey } from "./queries";

interface Props {
  section: Schemas["SectionView"];
  isOpen: boolean;
  setOpen: (open: boolean) => void;
}

interface Waiting {
  id: string;
  title: string;
}

/** A title and Enter: the card is there, pale until the service has it, and the next one can be typed. */
export function QuickAdd({ section, isOpen, setOpen }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const changer = useTaskChanger();
  const [title, setTitle] = useState("");
  const [type, setType] = useState<ChosenType>(undefined);
  const [waiting, setWaiting] = useState<Waiting[]>([]);

  const add = async () => {
    const text = title.trim();
    if (!text) return;
    const id = crypto.randomUUID();
    setTitle("");
    setWaiting((all) => [...all, { id, title: text }]);
    try {
      const made = await changer.create({
        project_id: section.project_id,
        section_id: section.id,
        title: text,
        ...typeOf(type),
      });
      client.setQueryData<BoardData>(boardKey(workspaceId, section.project_id), (board) =>
        board ? appended(board, section.id, made) : board,
      );
    } catch (error) {
      // What was typed comes back, unless the next title is under way.
      setTitle((next) => next || text);
      failed(error, messages.notAdded);
    } finally {
      setWaiting((all) => all.filter((one) => one.id !== id));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") setOpen(false);
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  };
  return (
    <>
      {waiting.map((one) => (
        <div key={one.id} className={classes.ghost} aria-busy="true">
          {one.title}
        </div>
      ))}
      {isOpen ? (
        <TypedTitle
          className={classes.adding}
          projectId={section.project_id}
          type={type}
          onType={setType}
          onLeave={() => {
            if (!title.trim()) setOpen(false);
          }}
        >
          {(onBlur) => (
            <Textarea
              onBlur={onBlur}
              className={classes.typing}
              autosize
              maxRows={6}
              autoFocus
              aria-label={messages.newTaskIn(section.name)}
              placeholder={messages.titlePlaceholder}
              maxLength={500}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </TypedTitle>
      ) : (
        <UnstyledButton className={classes.add} onClick={() => setOpen(true)}>
          <IconPlus size={15} />
          {messages.addTask}
        </UnstyledButton>
      )}
    </>
  );
}
