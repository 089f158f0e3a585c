import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Status, type Workflow, workflowQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { StatusIcon } from "../parts/StatusIcon";

interface Props {
  projectId: string;
  /** Of one task; without it, every status may be chosen. */
  current?: string;
  onChoose: (status: Status) => void;
}

/** The items of a menu: the statuses of a project, in order. */
export function StatusChoices({ projectId, current, onChoose }: Props) {
  const workflow = useQuery(workflowQuery(useWorkspaceId(), projectId));
  return workflow.data?.statuses.map((status) => (
    <Menu.Item
      key={status.id}
      leftSection={<StatusIcon category={status.category} label="" />}
      disabled={current !== undefined && !mayFollow(workflow.data, current, status.id)}
      onClick={() => onChoose(status)}
    >
      {status.name}
    </Menu.Item>
  ));
}

/** Whether the workflow lets a status follow another. */
export function mayFollow({ transitions }: Pick<Workflow, "transitions">, from: string, to: string): boolean {
  if (from === to) return false;
  return transitions === "any" || (transitions[from]?.includes(to) ?? false);
}
