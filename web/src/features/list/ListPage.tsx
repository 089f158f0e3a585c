import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { boardQuery } from "@/features/board/queries";
import { useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { FilterBar } from "@/features/views/FilterBar";
import { type Results, useResults } from "@/features/views/results";
import { useViewSearch } from "@/features/views/use-search";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ColumnsMenu } from "./columns/ColumnsMenu";
import classes from "./list.module.css";
import { TaskList } from "./TaskList";

/** The same windows that a board shows, line by line; or what a search found. */
export function ListPage() {
  const projectId = useProjectId();
  const { search } = useViewSearch();
  const results = useResults(projectId, search);
  useEffect(() => rememberView("list"), []);
  return (
    <>
      <FilterBar projectId={projectId} type="list" results={results}>
        <ColumnsMenu projectId={projectId} />
      </FilterBar>
      {results ? <Found results={results} isGrouped={search.group !== undefined} /> : <Whole />}
    </>
  );
}

function Found({ results, isGrouped }: { results: Results; isGrouped: boolean }) {
  const projectId = useProjectId();
  if (results.board) return <TaskList key={projectId} board={results.board} isGrouped={isGrouped} />;
  if (results.error) return <ProblemNotice error={results.error} retry={results.retry} />;
  return <Waiting />;
}

function Whole() {
  const projectId = useProjectId();
  const board = useLive(boardQuery(useWorkspaceId(), projectId), "together");
  if (board.isPending) return <Waiting />;
  if (!board.data) return <ProblemNotice error={board.error} retry={board.refetch} />;
  return <TaskList key={projectId} board={board.data} />;
}

function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} h={20} mb="sm" />
      ))}
    </div>
  );
}
