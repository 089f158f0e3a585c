import { Menu, Popover } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { MenuDropdown } from "@/components/MenuDropdown";
import { findTask } from "@/features/tasks/cache";
import { toggled, useTaskChanger } from "@/features/tasks/changes";
import { PeopleChoices } from "@/features/tasks/choices/PeopleChoices";
import { PriorityChoices } from "@/features/tasks/choices/PriorityChoices";
import { StatusChoices } from "@/features/tasks/choices/StatusChoices";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./list.module.css";

const DueChoice = lazy(() => import("@/features/tasks/choices/DueChoice"));

export type Field = "status" | "assignees" | "due" | "priority";

export interface Editing {
  task: TaskRow;
  field: Field;
  x: number;
  y: number;
}

/** One editor for the whole list, at the cell it was opened from. */
export function CellEditor({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { field, x, y } = editing;
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const changer = useTaskChanger();
  const task = findTask(client, workspaceId, editing.task.id) ?? editing.task;
  const anchor = (
    <button
      type="button"
      tabIndex={-1}
      aria-label={task.key}
      className={classes.anchor}
      style={{ left: x, top: y }}
    />
  );

  if (field === "status" || field === "priority") {
    return (
      <Menu opened onClose={onClose} returnFocus>
        <Menu.Target>{anchor}</Menu.Target>
        <MenuDropdown>
          {field === "status" ? (
            <StatusChoices
              projectId={task.project_id}
              current={task.status}
              onChoose={(status) => void changer.transition(task, status)}
            />
          ) : (
            <PriorityChoices onChoose={(priority) => void changer.update(task, { priority })} />
          )}
        </MenuDropdown>
      </Menu>
    );
  }
  return (
    <Popover
      opened
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      trapFocus
      returnFocus
      {...(field === "assignees" ? { width: 260 } : {})}
    >
      <Popover.Target>{anchor}</Popover.Target>
      <Popover.Dropdown p={field === "assignees" ? 6 : "xs"}>
        {field === "assignees" ? (
          <PeopleChoices
            projectId={task.project_id}
            chosen={task.assignee_ids}
            onToggle={(id) => void changer.update(task, { assignee_ids: toggled(task.assignee_ids, id) })}
          />
        ) : (
          <Suspense>
            <DueChoice
              value={task}
              onChoose={(due) => {
                onClose();
                void changer.update(task, due);
              }}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
