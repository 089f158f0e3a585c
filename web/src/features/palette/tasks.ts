/**
 * Tasks by their titles, until there is a search over everything: among those on the screens so far, those opened
 * lately, one's own, and those of the project on the screen. By its key, any.
 */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useUser } from "@/app/session-hooks";
import { ownTasksQuery } from "@/features/home/queries";
import { knownTasks } from "@/features/tasks/cache";
import { type TaskRow, taskListQuery, taskQuery } from "@/features/tasks/queries";
import { type Recent, recentTasks } from "@/features/tasks/recent";
import { best, isTaskKey } from "./find";

const SHOWN = 8;
const FRESH_MS = 60_000;

type FoundTask = Recent & Partial<Pick<TaskRow, "status_category" | "type_id">>;

export interface Found {
  tasks: FoundTask[];
  isLooking: boolean;
}

export function useTasks(workspaceId: string, projectId: string | undefined, typed: string): Found {
  const client = useQueryClient();
  const { id: userId } = useUser();
  const recent = useMemo(() => recentTasks(workspaceId, userId), [workspaceId, userId]);
  const key = typed.trim().toUpperCase();
  const isAsked = key !== "";
  const byKey = useQuery({ ...taskQuery(workspaceId, key), enabled: isTaskKey(key), retry: false });
  const own = useInfiniteQuery({ ...ownTasksQuery(workspaceId), staleTime: FRESH_MS, enabled: isAsked });
  const here = useInfiniteQuery({
    ...taskListQuery(workspaceId, { "filter[project_id]": projectId ?? "" }, 100),
    staleTime: FRESH_MS,
    enabled: isAsked && projectId !== undefined,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came is among what is known then
  return useMemo(() => {
    if (!isAsked) return { tasks: [...recent], isLooking: false };
    const all = new Map<string, FoundTask>(recent.map((one) => [one.id, one]));
    for (const row of knownTasks(client, workspaceId)) all.set(row.id, row);
    const rest = best([...all.values()], ({ title, key: code }) => `${title} ${code}`, typed, SHOWN);
    const exact = byKey.data ? [byKey.data] : [];
    return {
      tasks: [...exact, ...rest.filter(({ id }) => id !== byKey.data?.id)],
      isLooking: own.isFetching || here.isFetching || byKey.isFetching,
    };
  }, [
    isAsked,
    recent,
    typed,
    byKey.data,
    byKey.isFetching,
    own.data,
    own.isFetching,
    here.data,
    here.isFetching,
  ]);
}
