import { Popover } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import { DueDate } from "../parts/DueDate";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";
import classes from "./properties.module.css";

const DueChoice = lazy(() => import("../choices/DueChoice"));

export function DueProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <PropertyButton isFixed={!mayEdit} onClick={() => setOpen((open) => !open)}>
          {task.due_at ? <DueDate task={task} /> : <span className={classes.none}>{messages.noDate}</span>}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Suspense>
          <DueChoice
            value={task}
            onChoose={(due) => {
              setOpen(false);
              void changer.update(task, due);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
