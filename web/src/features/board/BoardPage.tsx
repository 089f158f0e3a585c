import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconBoard } from "@/components/icons";
import { useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { FilterBar } from "@/features/views/FilterBar";
import { type Results, useResults } from "@/features/views/results";
import { useViewSearch } from "@/features/views/use-search";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { Board } from "./Board";
import classes from "./board.module.css";
import { messages } from "./messages";
import { boardQuery } from "./queries";

export function BoardPage() {
  const projectId = useProjectId();
  const { search } = useViewSearch();
  const results = useResults(projectId, search);
  useEffect(() => rememberView("board"), []);
  return (
    <>
      <FilterBar projectId={projectId} type="board" results={results} />
      {results ? <Found results={results} /> : <Whole />}
    </>
  );
}

/** What a search found. */
function Found({ results }: { results: Results }) {
  const projectId = useProjectId();
  if (results.board) return <Board key={projectId} board={results.board} />;
  if (results.error) return <ProblemNotice error={results.error} retry={results.retry} />;
  return <Waiting />;
}

/** The project as it is. */
function Whole() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const board = useLive(boardQuery(workspaceId, projectId), "together");
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
