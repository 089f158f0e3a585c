/** The tasks that a search finds in a project. The API looks through it page by page, so this goes on by itself. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { paced } from "@/api/live";
import type { BoardData } from "@/features/board/board-data";
import { sectionsQuery, workflowQuery } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { taskListQuery } from "@/features/tasks/queries";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { typesQuery } from "@/features/tasks/types/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { inColumns, withWords } from "./columns";
import { taskFilter } from "./filter";
import { messages } from "./messages";
import { isChosen, type ViewSearch } from "./search";

const PAGE = 100;
/** So many pages are looked through before it asks whether to go on. */
const AT_ONCE = 10;

export interface Results {
  board: BoardData | undefined;
  error: unknown;
  retry: () => unknown;
  found: number;
  /** At most so many tasks were looked at. */
  lookedAt: number;
  isLooking: boolean;
  /** Goes on; absent when everything was looked at. */
  goOn?: () => void;
}

/** Null while nothing is chosen: then the project is shown as it is. */
export function useResults(projectId: string, search: ViewSearch): Results | null {
  const workspaceId = useWorkspaceId();
  const isActive = isChosen(search);
  // Days begin anew at midnight; until then the same search is the same question.
  const day = new Date().toDateString();
  const filter = useMemo(() => taskFilter(projectId, search, new Date(day)), [projectId, search, day]);
  const query = taskListQuery(workspaceId, filter, PAGE);
  const [allowed, setAllowed] = useState({ key: "", pages: AT_ONCE });
  const key = JSON.stringify(filter);
  const limit = allowed.key === key ? allowed.pages : AT_ONCE;
  const tasks = useInfiniteQuery({ ...query, ...paced("now-and-then"), enabled: isActive });
  const sections = useQuery({ ...sectionsQuery(workspaceId, projectId), enabled: isActive });
  const workflow = useQuery({ ...workflowQuery(workspaceId, projectId), enabled: isActive });
  const types = useQuery({ ...typesQuery(workspaceId), enabled: isActive && search.group === "type" });
  const people = usePeople();

  const pages = tasks.data?.pages.length ?? 0;
  const mayGoOn = isActive && tasks.hasNextPage && !tasks.isFetching && !tasks.isError && pages < limit;
  const { fetchNextPage } = tasks;
  useEffect(() => {
    if (mayGoOn) void fetchNextPage();
  }, [mayGoOn, fetchNextPage]);

  const rows = useMemo(
    () =>
      withWords(
        (tasks.data?.pages ?? []).flatMap((page) => page.data),
        search.q,
      ),
    [tasks.data, search.q],
  );
  const board = useMemo(() => {
    if (!tasks.data || !sections.data || !workflow.data) return undefined;
    return inColumns(rows, search, {
      projectId,
      sections: sections.data,
      statuses: workflow.data.statuses,
      types: types.data ?? [],
      words: {
        priority: (priority) => taskMessages.priorities[priority],
        person: (id) => people.name(id) ?? messages.somebody,
        nobody: messages.nobody,
        plain: typeMessages.plain,
      },
    });
  }, [rows, tasks.data, sections.data, workflow.data, types.data, search, projectId, people]);

  if (!isActive) return null;
  const isPaused = tasks.hasNextPage && pages >= limit;
  return {
    board,
    error: tasks.error ?? sections.error ?? workflow.error,
    retry: () => Promise.all([tasks.refetch(), sections.refetch(), workflow.refetch()]),
    found: rows.length,
    lookedAt: pages * PAGE,
    isLooking: tasks.hasNextPage && !isPaused,
    ...(isPaused ? { goOn: () => setAllowed({ key, pages: pages + AT_ONCE }) } : {}),
  };
}
