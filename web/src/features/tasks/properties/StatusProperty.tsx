import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { MenuDropdown } from "@/components/MenuDropdown";
import { workflowQuery } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "../changes";
import { StatusChoices } from "../choices/StatusChoices";
import { StatusIcon } from "../parts/StatusIcon";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";

export function StatusProperty({ task }: TaskPartProps) {
  const workflow = useQuery(workflowQuery(useWorkspaceId(), task.project_id));
  const { mayTransition } = useRights(task.project_id);
  const changer = useTaskChanger();
  const current = workflow.data?.statuses.find(({ id }) => id === task.status);
  return (
    <Menu>
      <Menu.Target>
        <PropertyButton isFixed={!mayTransition}>
          <StatusIcon category={task.status_category} label="" />
          {current?.name ?? task.status}
        </PropertyButton>
      </Menu.Target>
      <MenuDropdown>
        <StatusChoices
          projectId={task.project_id}
          current={task.status}
          onChoose={(status) => void changer.transition(task, status)}
        />
      </MenuDropdown>
    </Menu>
  );
}
