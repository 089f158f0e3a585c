import { TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { failed } from "@/components/feedback/toasts";
import { IconPlus } from "@/components/icons";
import { useTaskChanger } from "@/features/tasks/changes";
import { TypedTitle } from "@/features/tasks/types/TypedTitle";
import { type ChosenType, typeOf } from "@/features/tasks/types/TypePick";
import classes from "./list.module.css";
import { messages } from "./messages";

/** A title and Enter, again and again. */
export function AddLine({ section }: { section: Schemas["SectionView"] }) {
  const changer = useTaskChanger();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [type, setType] = useState<ChosenType>(undefined);
  const add = async () => {
    const text = title.trim();
    if (!text) return;
    setTitle("");
    try {
      await changer.create({
        project_id: section.project_id,
        section_id: section.id,
        title: text,
        ...typeOf(type),
      });
    } catch (error) {
      setTitle((next) => next || text);
      failed(error);
    }
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
        <TextInput
          onBlur={onBlur}
          size="xs"
          flex={1}
          autoFocus
          aria-label={messages.newTaskIn(section.name)}
          placeholder={messages.titlePlaceholder}
          value={title}
          maxLength={500}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Enter" && !event.nativeEvent.isComposing) void add();
            if (event.key === "Escape") setOpen(false);
          }}
        />
      )}
    </TypedTitle>
  );
}
