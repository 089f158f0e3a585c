import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "../changes";
import { PropertyButton } from "../properties/PropertyButton";
import type { TaskPartProps } from "../registry";
import { typesQuery } from "./queries";
import { TypeChoices } from "./TypeChoices";
import { TypeName } from "./TypeIcon";

export function TypeProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const types = useQuery({ ...typesQuery(useWorkspaceId()), enabled: task.type_id !== null });
  const changer = useTaskChanger();
  return (
    <Menu>
      <Menu.Target>
        <PropertyButton isFixed={!mayEdit}>
          <TypeName type={types.data?.find(({ id }) => id === task.type_id) ?? null} />
        </PropertyButton>
      </Menu.Target>
      <MenuDropdown>
        <TypeChoices
          projectId={task.project_id}
          current={task.type_id}
          onChoose={(type) => void changer.update(task, { type_id: type?.id ?? null })}
        />
      </MenuDropdown>
    </Menu>
  );
}
