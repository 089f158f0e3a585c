import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { MenuDropdown } from "@/components/MenuDropdown";
import { sectionsQuery } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "../changes";
import { SectionChoices } from "../choices/SectionChoices";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";

export function SectionProperty({ task }: TaskPartProps) {
  const sections = useQuery(sectionsQuery(useWorkspaceId(), task.project_id));
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const current = sections.data?.find(({ id }) => id === task.section_id);
  return (
    <Menu>
      <Menu.Target>
        <PropertyButton isFixed={!mayEdit}>{current?.name ?? ""}</PropertyButton>
      </Menu.Target>
      <MenuDropdown>
        <SectionChoices
          projectId={task.project_id}
          current={task.section_id}
          onChoose={({ id }, status) => void changer.move(task, { sectionId: id }, null, { status })}
        />
      </MenuDropdown>
    </Menu>
  );
}
