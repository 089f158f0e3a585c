import { Checkbox } from "@mantine/core";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import type { TaskPartProps } from "../registry";

export function MilestoneProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  return (
    <Checkbox
      size="xs"
      px={8}
      py={7}
      label={messages.isMilestone}
      checked={task.milestone}
      disabled={!mayEdit}
      onChange={(event) => void changer.update(task, { milestone: event.currentTarget.checked })}
    />
  );
}
