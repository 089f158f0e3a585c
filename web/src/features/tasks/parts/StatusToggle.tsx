import { Menu, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { undoable } from "@/components/feedback/toasts";
import { MenuDropdown } from "@/components/MenuDropdown";
import { type Status, workflowQuery } from "@/features/projects/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "../changes";
import { StatusChoices } from "../choices/StatusChoices";
import { messages } from "../messages";
import type { TaskRow } from "../queries";
import { StatusIcon } from "./StatusIcon";

/** The status; a click chooses another. */
export function StatusToggle({ task }: { task: TaskRow }) {
  const [isOpen, setOpen] = useState(false);
  const mayChange = useMay("task:transition", task.project_id);
  if (!mayChange) return <StatusIcon category={task.status_category} />;
  return (
    <Menu opened={isOpen} onChange={setOpen} width={180} withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={messages.changeStatus(task.key)} display="grid">
          <StatusIcon category={task.status_category} />
        </UnstyledButton>
      </Menu.Target>
      <MenuDropdown>{isOpen && <Statuses task={task} />}</MenuDropdown>
    </Menu>
  );
}

function Statuses({ task }: { task: TaskRow }) {
  const workflow = useQuery(workflowQuery(useWorkspaceId(), task.project_id));
  const changer = useTaskChanger();
  const now = workflow.data?.statuses.find(({ id }) => id === task.status);
  const change = async (status: Status) => {
    const after = await changer.transition(task, status);
    if (after && now) undoable(messages.isNow(task.key, status.name), () => changer.transition(after, now));
  };
  return (
    <StatusChoices
      projectId={task.project_id}
      current={task.status}
      onChoose={(status) => void change(status)}
    />
  );
}
