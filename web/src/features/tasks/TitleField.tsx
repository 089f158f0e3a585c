import { Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "./changes";
import { messages } from "./messages";
import type { Task } from "./queries";
import classes from "./task.module.css";

/** The title, changed where it stands. While somebody types, nothing from outside replaces it. */
export function TitleField({ task }: { task: Task }) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const [text, setText] = useState(task.title);
  const base = useRef<Task | null>(null);

  useEffect(() => {
    if (base.current === null) setText(task.title);
  }, [task.title]);

  if (!mayEdit) return <h1 className={classes.title}>{task.title}</h1>;

  const save = () => {
    const began = base.current ?? task;
    base.current = null;
    const title = text.replace(/\s+/g, " ").trim();
    if (!title) setText(task.title);
    else if (title !== began.title) void changer.update(task, { title }, began);
  };
  return (
    <Textarea
      variant="unstyled"
      autosize
      maxLength={500}
      aria-label={messages.title}
      classNames={{ input: classes.title ?? "" }}
      value={text}
      error={text.trim() === "" && messages.titleEmpty}
      onFocus={() => {
        base.current = task;
      }}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          setText(base.current?.title ?? task.title);
          requestAnimationFrame(() => event.currentTarget?.blur());
        }
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
