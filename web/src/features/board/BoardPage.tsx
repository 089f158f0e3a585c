import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconBoard } from "@/components/icons";
import { useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { Board } from "./Board";
import classes from "./board.module.css";
import { messages } from "./messages";
import { boardQuery } from "./queries";

export function BoardPage() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const board = useLive(boardQuery(workspaceId, projectId), "together");
  useEffect(() => rememberView("board"), []);

  if (board.isPending) return <Waiting />;
  if (board.data === undefined) return <ProblemNotice error={board.error} retry={board.refetch} />;
  if (board.data.columns.length === 0) {
    return (
      <EmptyState icon={<IconBoard stroke={1.5} />} title={messages.emptyTitle}>
        {messages.emptyText}
      </EmptyState>
    );
  }
  return <Board key={projectId} board={board.data} />;
}

function Waiting() {
  return (
    <div className={classes.board} aria-busy="true">
      {[4, 3, 2].map((cards) => (
        <div key={cards} className={classes.column}>
          <Skeleton h={16} w={90} m={10} />
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
            <Skeleton key={card} h={72} mb={8} radius="md" />
          ))}
        </div>
      ))}
    </div>
  );
}
