/** Tasks that may be meant: those on the screens so far, those of a project, and the one of a key. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { best, isTaskKey } from "@/features/palette/find";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { knownTasks } from "../cache";
import { type TaskRow, taskListQuery, taskQuery } from "../queries";

const SHOWN = 8;

export interface Found {
  tasks: TaskRow[];
  isLooking: boolean;
}

export function useFoundTasks(typed: string, projectId: string, except: ReadonlySet<string>): Found {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const key = typed.trim().toUpperCase();
  const byKey = useQuery({ ...taskQuery(workspaceId, key), enabled: isTaskKey(key), retry: false });
  const ofProject = useInfiniteQuery({
    ...taskListQuery(workspaceId, { "filter[project_id]": projectId }, 100),
    staleTime: 60_000,
  });
  return useMemo(() => {
    const all = new Map<string, TaskRow>();
    for (const row of ofProject.data?.pages.flatMap((page) => page.data) ?? []) all.set(row.id, row);
    for (const row of knownTasks(client, workspaceId)) all.set(row.id, row);
    const offered = [...all.values()].filter(({ id }) => !except.has(id));
    const rest = best(offered, ({ title, key: code }) => `${title} ${code}`, typed, SHOWN);
    const exact = byKey.data && !except.has(byKey.data.id) ? [byKey.data] : [];
    const tasks = [...exact, ...rest.filter(({ id }) => id !== byKey.data?.id)].slice(0, SHOWN);
    return { tasks, isLooking: ofProject.isFetching || byKey.isFetching };
  }, [
    ofProject.data,
    ofProject.isFetching,
    byKey.data,
    byKey.isFetching,
    client,
    workspaceId,
    typed,
    except,
  ]);
}
