import { Hint } from "@/components/Hint";
import { IconApproval } from "@/components/icons";
import { messages } from "../messages";
import type { TaskRow } from "../queries";
import classes from "./parts.module.css";

/** That a task waits for others to agree, or that they did not; nothing otherwise. */
export function ApprovalMark({ task }: { task: Pick<TaskRow, "approval_state"> }) {
  const { approval_state: state } = task;
  if (!state || state === "approved") return null;
  const label = messages.approval[state];
  return (
    <Hint label={label}>
      <span className={classes.approval} data-state={state} role="img" aria-label={label}>
        <IconApproval size={14} stroke={1.8} aria-hidden />
      </span>
    </Hint>
  );
}
