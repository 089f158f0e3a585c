import { NumberInput, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";

export function PointsProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const [value, setValue] = useState<number | string>(task.points ?? "");
  useEffect(() => setValue(task.points ?? ""), [task.points]);
  if (!mayEdit) {
    return (
      <PropertyButton isFixed>{task.points ?? <Text c="dimmed">{messages.noPoints}</Text>}</PropertyButton>
    );
  }
  const save = () => {
    const points = value === "" ? null : Number(value);
    if (points !== task.points) void changer.update(task, { points });
  };
  return (
    <NumberInput
      variant="unstyled"
      size="sm"
      px={8}
      hideControls
      min={0}
      max={10_000}
      decimalScale={2}
      aria-label={messages.points}
      placeholder={messages.noPoints}
      value={value}
      onChange={setValue}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
      }}
    />
  );
}
