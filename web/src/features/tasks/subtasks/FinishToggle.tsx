import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { workflowQuery } from "@/features/projects/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "../changes";
import { mayFollow } from "../choices/StatusChoices";
import { StatusIcon } from "../parts/StatusIcon";
import type { TaskRow } from "../queries";
import { messages } from "./messages";

interface Props {
  row: TaskRow;
  /** One more, or one less, is done. */
  onChange: (done: 1 | -1) => void;
}

/** Checks off: to the first finished status that may follow; another click opens it again. */
export function FinishToggle({ row, onChange }: Props) {
  const workflow = useQuery(workflowQuery(useWorkspaceId(), row.project_id));
  const mayTransition = useMay("task:transition", row.project_id);
  const changer = useTaskChanger();
  const isDone = row.completed_at !== null || row.status_category === "completed";
  const wanted = isDone ? ["unstarted", "backlog", "started"] : ["completed"];
  const next = workflow.data?.statuses
    .filter(({ id }) => workflow.data && mayFollow(workflow.data, row.status, id))
    .filter(({ category }) => wanted.includes(category))
    .sort((one, other) => wanted.indexOf(one.category) - wanted.indexOf(other.category))[0];
  if (!mayTransition || !next) return <StatusIcon category={row.status_category} />;
  const toggle = async () => {
    onChange(isDone ? -1 : 1);
    if (!(await changer.transition(row, next))) onChange(isDone ? 1 : -1);
  };
  return (
    <UnstyledButton
      role="checkbox"
      aria-checked={isDone}
      aria-label={isDone ? messages.reopen(row.title) : messages.finish(row.title)}
      display="grid"
      onClick={() => void toggle()}
    >
      <StatusIcon category={row.status_category} label="" />
    </UnstyledButton>
  );
}
