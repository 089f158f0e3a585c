import { TextInput } from "@mantine/core";
import { useState } from "react";
import { failed } from "@/components/feedback/toasts";
import classes from "../panels/panels.module.css";
import { StatusIcon } from "../parts/StatusIcon";
import type { SubtaskActions } from "./actions";
import { messages } from "./messages";

interface Props {
  actions: SubtaskActions;
  onClose: () => void;
}

/** A title and Enter adds one, and the next can be typed. */
export function AddSubtask({ actions, onClose }: Props) {
  const [title, setTitle] = useState("");
  const [waiting, setWaiting] = useState<{ id: string; title: string }[]>([]);
  const add = async () => {
    const text = title.trim();
    if (!text) return onClose();
    const id = crypto.randomUUID();
    setTitle("");
    setWaiting((all) => [...all, { id, title: text }]);
    try {
      await actions.add(text);
    } catch (error) {
      setTitle((next) => next || text);
      failed(error, messages.notAdded);
    } finally {
      setWaiting((all) => all.filter((one) => one.id !== id));
    }
  };
  return (
    <>
      {waiting.map((one) => (
        <div key={one.id} className={classes.row} aria-busy="true">
          <StatusIcon category="unstarted" label="" />
          {one.title}
        </div>
      ))}
      <div className={classes.add}>
        <StatusIcon category="unstarted" label="" />
        <TextInput
          variant="unstyled"
          autoFocus
          maxLength={500}
          aria-label={messages.add}
          placeholder={messages.placeholder}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onBlur={() => {
            if (!title.trim()) onClose();
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.stopPropagation();
              onClose();
            }
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void add();
          }}
        />
      </div>
    </>
  );
}
