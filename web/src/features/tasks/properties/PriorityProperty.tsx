import { Menu } from "@mantine/core";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { PriorityChoices } from "../choices/PriorityChoices";
import { messages } from "../messages";
import { PriorityIcon } from "../parts/PriorityIcon";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";

export function PriorityProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  return (
    <Menu>
      <Menu.Target>
        <PropertyButton isFixed={!mayEdit}>
          <PriorityIcon priority={task.priority} />
          {messages.priorities[task.priority]}
        </PropertyButton>
      </Menu.Target>
      <MenuDropdown>
        <PriorityChoices onChoose={(priority) => void changer.update(task, { priority })} />
      </MenuDropdown>
    </Menu>
  );
}
