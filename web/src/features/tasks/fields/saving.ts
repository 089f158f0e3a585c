/** One field of one task: shown at once, taken back when it is refused, with the reason at the field. */
import { useState } from "react";
import { isProblem } from "@/api/problem";
import { failed } from "@/components/feedback/toasts";
import { useTaskChanger } from "../changes";
import type { Task } from "../queries";

export interface FieldSaving {
  save: (value: unknown) => Promise<boolean>;
  error: string | null;
  refuse: (reason: string | null) => void;
}

export function useFieldSaving(task: Task, fieldId: string): FieldSaving {
  const changer = useTaskChanger();
  const [error, setError] = useState<string | null>(null);
  const save = async (value: unknown) => {
    setError(null);
    try {
      await changer.setField(task, fieldId, value);
      return true;
    } catch (problem) {
      const reason = isProblem(problem) ? problem.byField[`custom_fields.${fieldId}`] : undefined;
      if (reason) setError(reason);
      else failed(problem);
      return false;
    }
  };
  return { save, error, refuse: setError };
}
