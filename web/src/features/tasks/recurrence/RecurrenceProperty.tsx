import { lazy, Suspense, useState } from "react";
import { IconRepeat } from "@/components/icons";
import { useRights } from "@/features/projects/rights";
import { PropertyButton } from "../properties/PropertyButton";
import properties from "../properties/properties.module.css";
import type { TaskPartProps } from "../registry";
import { messages } from "./messages";
import { inWords } from "./words";

const RecurrenceDialog = lazy(() => import("./RecurrenceDialog"));

export function RecurrenceProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const [isOpen, setOpen] = useState(false);
  const { recurrence } = task;
  return (
    <>
      <PropertyButton isFixed={!mayEdit} onClick={() => setOpen(true)}>
        {recurrence ? (
          <>
            <IconRepeat size={14} aria-hidden />
            {inWords(recurrence.rrule) + (recurrence.anchor === "completion" ? messages.after : "")}
          </>
        ) : (
          <span className={properties.none}>{messages.never}</span>
        )}
      </PropertyButton>
      {isOpen && (
        <Suspense>
          <RecurrenceDialog task={task} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
