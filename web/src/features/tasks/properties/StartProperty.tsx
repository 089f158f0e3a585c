import { Popover } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { fullMoment, shortDay } from "@/components/dates";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import type { TaskPartProps } from "../registry";
import { PropertyButton } from "./PropertyButton";
import classes from "./properties.module.css";

const StartChoice = lazy(() => import("../choices/StartChoice"));

export function StartProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <PropertyButton isFixed={!mayEdit} onClick={() => setOpen((open) => !open)}>
          {task.start_at ? (
            <span title={fullMoment(task.start_at)}>{shortDay(task.start_at)}</span>
          ) : (
            <span className={classes.none}>{messages.noDate}</span>
          )}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Suspense>
          <StartChoice
            value={task}
            onChoose={(start) => {
              setOpen(false);
              void changer.update(task, start);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
