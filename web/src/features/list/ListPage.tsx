import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { boardQuery } from "@/features/board/queries";
import { useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./list.module.css";
import { TaskList } from "./TaskList";

/** The same windows that a board shows, line by line. */
export function ListPage() {
  const projectId = useProjectId();
  const board = useLive(boardQuery(useWorkspaceId(), projectId), "together");
  useEffect(() => rememberView("list"), []);
  if (board.isPending) {
    return (
      <div className={classes.waiting} aria-busy="true">
        {[0, 1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} h={20} mb="sm" />
        ))}
      </div>
    );
  }
  if (!board.data) return <ProblemNotice error={board.error} retry={board.refetch} />;
  return <TaskList key={projectId} board={board.data} />;
}
