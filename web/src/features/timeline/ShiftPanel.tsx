import { Button, Loader, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import type { Proposal } from "./moving";
import { type ShiftMode, shiftQuery } from "./queries";
import classes from "./timeline.module.css";

interface Props {
  proposal: Proposal;
  mode: ShiftMode;
  setMode: (mode: ShiftMode) => void;
  onMove: () => void;
  onCancel: () => void;
}

/** Others wait for the task that is moved: the timeline shows where they would go, and here one decides. */
export function ShiftPanel({ proposal: { task, dates }, mode, setMode, onMove, onCancel }: Props) {
  const workspaceId = useWorkspaceId();
  const preview = useQuery(shiftQuery(workspaceId, task.id, dates, mode));
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  const count = mode === "no" ? 0 : (preview.data?.shifts.length ?? 0);
  const skipped = mode === "no" ? 0 : (preview.data?.skipped.length ?? 0);
  return (
    <section
      className={classes.shift}
      data-lifts-toasts=""
      aria-label={messages.shiftMode}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <div className={classes.shiftText} role="status">
        {preview.isPending ? <Loader size="xs" /> : messages.shiftTitle(task.key, count)}
        {skipped > 0 && <small>{messages.shiftSkipped(skipped)}</small>}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={messages.shiftMode}
        value={mode}
        onChange={(next) => setMode(next as ShiftMode)}
        data={(["needed", "same", "no"] as const).map((value) => ({
          value,
          label: messages.shiftModes[value],
        }))}
      />
      <div className={classes.shiftButtons}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {messages.cancel}
        </Button>
        <Button ref={button} size="compact-sm" onClick={onMove}>
          {messages.move}
        </Button>
      </div>
    </section>
  );
}
