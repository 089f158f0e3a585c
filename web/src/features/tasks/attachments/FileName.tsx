import { TextInput } from "@mantine/core";
import { useRef } from "react";
import { messages } from "./messages";

interface Props {
  name: string;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** The name of a file, to be changed: Enter or leaving saves, Escape does not. What is before the extension is selected. */
export function FileName({ name, onSave, onClose }: Props) {
  const isCancelled = useRef(false);
  const finish = (text: string) => {
    const wanted = text.trim();
    if (!isCancelled.current && wanted && wanted !== name) onSave(wanted);
    onClose();
  };
  return (
    <TextInput
      size="xs"
      aria-label={messages.newName}
      defaultValue={name}
      maxLength={500}
      autoFocus
      onFocus={({ currentTarget }) => {
        const stem = name.lastIndexOf(".");
        currentTarget.setSelectionRange(0, stem > 0 ? stem : name.length);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        isCancelled.current = true;
        event.currentTarget.blur();
      }}
      onBlur={({ currentTarget }) => finish(currentTarget.value)}
    />
  );
}
