import { lazy, Suspense } from "react";
import { fullMoment, shortDay } from "@/components/dates";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "../changes";
import { messages } from "../messages";
import type { TaskPartProps } from "../registry";
import { OpenedProperty } from "./OpenedProperty";
import classes from "./properties.module.css";

const StartChoice = lazy(() => import("../choices/StartChoice"));

export function StartProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const changer = useTaskChanger();
  return (
    <OpenedProperty
      mayEdit={mayEdit}
      shown={
        task.start_at ? (
          <span title={fullMoment(task.start_at)}>{shortDay(task.start_at)}</span>
        ) : (
          <span className={classes.none}>{messages.noDate}</span>
        )
      }
    >
      {(close) => (
        <Suspense>
          <StartChoice
            value={task}
            onChoose={(start) => {
              close();
              void changer.update(task, start);
            }}
          />
        </Suspense>
      )}
    </OpenedProperty>
  );
}
