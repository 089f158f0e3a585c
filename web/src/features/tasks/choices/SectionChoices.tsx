import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Section, type Status, sectionsQuery, workflowQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";

interface Props {
  projectId: string;
  current?: string;
  /** The status that a task takes on in the section, if any. */
  onChoose: (section: Section, status: Status | undefined) => void;
}

export function SectionChoices({ projectId, current, onChoose }: Props) {
  const workspaceId = useWorkspaceId();
  const sections = useQuery(sectionsQuery(workspaceId, projectId));
  const workflow = useQuery(workflowQuery(workspaceId, projectId));
  return sections.data?.map((section) => (
    <Menu.Item
      key={section.id}
      disabled={section.id === current}
      onClick={() =>
        onChoose(
          section,
          workflow.data?.statuses.find(({ id }) => id === section.status_id),
        )
      }
    >
      {section.name}
    </Menu.Item>
  ));
}
