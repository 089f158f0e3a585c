import { useQuery } from "@tanstack/react-query";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { TaskLink } from "../opening";
import { type Task, taskQuery } from "../queries";
import { messages } from "./messages";
import classes from "./tree.module.css";

const SHOWN = 4;

/** The tasks above a subtask, the topmost first; each opens. */
export function TreeCrumbs({ task }: { task: Task }) {
  if (!task.parent_id) return null;
  return (
    <nav className={classes.crumbs} aria-label={messages.tree}>
      <Above taskId={task.parent_id} left={SHOWN} />
    </nav>
  );
}

function Above({ taskId, left }: { taskId: string; left: number }) {
  const { data } = useQuery({ ...taskQuery(useWorkspaceId(), taskId), staleTime: 30_000, retry: false });
  if (!data) return null;
  if (left === 0) {
    return (
      <TaskLink taskKey={data.key} aria-label={data.title}>
        {messages.above}
      </TaskLink>
    );
  }
  return (
    <>
      {data.parent_id && <Above taskId={data.parent_id} left={left - 1} />}
      <TaskLink taskKey={data.key}>{data.title}</TaskLink>
    </>
  );
}
