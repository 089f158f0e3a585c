import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useUser } from "@/app/session-hooks";
import type { Column } from "@/features/views/filter";
import { viewsQuery } from "@/features/views/queries";
import { useViewSearch } from "@/features/views/use-search";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { columnsOf, columnsOfView, textOf, usual } from "./columns";

const AS_IT_IS = {
  serialize: (text: string | undefined) => text ?? "",
  deserialize: (text: string | undefined) => text || undefined,
};

/**
 * The columns of a project's list, and how to change them. What is changed while a saved view is open stands in
 * the address until it is saved to the view; without a view it is kept on this device, for whoever uses it.
 */
export function useColumns(projectId: string): [readonly Column[], (columns: Column[]) => void] {
  const workspaceId = useWorkspaceId();
  const place = `onetick.columns.${projectId}.${useUser().id}`;
  const { search, change } = useViewSearch();
  const views = useQuery({ ...viewsQuery(workspaceId, projectId), enabled: search.view !== undefined });
  const view = views.data?.find(({ id }) => id === search.view);
  const [own, keep] = useLocalStorage<string | undefined>({
    key: place,
    getInitialValueInEffect: false,
    ...AS_IT_IS,
  });

  const columns = useMemo(
    () => columnsOf(search.cols) ?? (view ? columnsOfView(view) : columnsOf(own)) ?? usual,
    [search.cols, view, own],
  );
  const set = useCallback(
    (next: Column[]) => {
      const text = textOf(next);
      if (search.view !== undefined || search.cols !== undefined) {
        change({ cols: text }, { replace: true });
        return;
      }
      keep(text);
    },
    [change, keep, search.view, search.cols],
  );
  return [columns, set];
}
