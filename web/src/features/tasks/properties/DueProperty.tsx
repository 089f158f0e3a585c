import { lazy, Suspense } from "react";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import { DueDate } from "../parts/DueDate";
import type { TaskPartProps } from "../registry";
import { OpenedProperty } from "./OpenedProperty";
import classes from "./properties.module.css";

const DueChoice = lazy(() => import("../choices/DueChoice"));

export function DueProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  return (
    <OpenedProperty
      mayEdit={mayEdit}
      shown={task.due_at ? <DueDate task={task} /> : <span className={classes.none}>{messages.noDate}</span>}
    >
      {(close) => (
        <Suspense>
          <DueChoice
            value={task}
            onChoose={(due) => {
              close();
              void changer.update(task, due);
            }}
          />
        </Suspense>
      )}
    </OpenedProperty>
  );
}
