/** Moving by keys: presses add up, and are sent when they pause. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { TaskRow } from "@/features/tasks/queries";

export interface Nudge {
  task: TaskRow;
  grip: "whole" | "end";
  days: number;
}

const PAUSE_MS = 650;

export function useNudging(onDone: (nudge: Nudge) => void): {
  nudge: Nudge | null;
  press: (task: TaskRow, grip: Nudge["grip"], days: number) => void;
  finish: () => void;
} {
  const [nudge, setNudge] = useState<Nudge | null>(null);
  const current = useRef<Nudge | null>(null);
  const timer = useRef(0);
  const done = useRef(onDone);
  done.current = onDone;

  const finish = useCallback(() => {
    clearTimeout(timer.current);
    const finished = current.current;
    current.current = null;
    setNudge(null);
    if (finished && finished.days !== 0) done.current(finished);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  const press = useCallback(
    (task: TaskRow, grip: Nudge["grip"], days: number) => {
      const before = current.current;
      if (before && (before.task.id !== task.id || before.grip !== grip)) finish();
      const same = current.current;
      current.current = { task: same?.task ?? task, grip, days: (same?.days ?? 0) + days };
      setNudge(current.current);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(finish, PAUSE_MS);
    },
    [finish],
  );
  return { nudge, press, finish };
}
