import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { PropertyButton } from "../properties/PropertyButton";
import type { TaskPartProps } from "../registry";
import { duration, minutesOf } from "./durations";
import { messages } from "./messages";

export function EstimateProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const known = task.estimate_minutes === null ? "" : duration(task.estimate_minutes);
  const [text, setText] = useState(known);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setText(known), [known]);
  if (!mayEdit) return <PropertyButton isFixed>{known || messages.noEstimate}</PropertyButton>;
  const save = () => {
    const minutes = text.trim() ? minutesOf(text) : null;
    setWrong(text.trim() !== "" && minutes === null);
    if (text.trim() && minutes === null) return;
    if (minutes === task.estimate_minutes) setText(known);
    else void changer.update(task, { estimate_minutes: minutes });
  };
  return (
    <TextInput
      variant="unstyled"
      size="sm"
      px={8}
      aria-label={messages.estimate}
      placeholder={messages.estimateHint}
      value={text}
      error={isWrong && messages.notUnderstood}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
      }}
    />
  );
}
