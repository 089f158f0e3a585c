import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { projectQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { choosable, type TaskType, typesQuery } from "./queries";
import { TypeIcon } from "./TypeIcon";

interface Props {
  projectId: string;
  /** Of one task: it stands among the choices even when nobody else gets it. */
  current?: string | null;
  onChoose: (type: TaskType | null) => void;
}

/** The items of a menu: a plain task, and the types that the project takes. */
export function TypeChoices({ projectId, current, onChoose }: Props) {
  const workspaceId = useWorkspaceId();
  const types = useQuery(typesQuery(workspaceId));
  const project = useQuery(projectQuery(workspaceId, projectId));
  return (
    <>
      <Menu.Item leftSection={<TypeIcon type={null} />} onClick={() => onChoose(null)}>
        {messages.plain}
      </Menu.Item>
      {choosable(types.data ?? [], project.data, current).map((type) => (
        <Menu.Item key={type.id} leftSection={<TypeIcon type={type} />} onClick={() => onChoose(type)}>
          {type.name}
        </Menu.Item>
      ))}
    </>
  );
}
