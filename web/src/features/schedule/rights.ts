/** In which of several projects dates may be changed. */
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";

export function useEditableProjects(projectIds: readonly string[]): ReadonlySet<string> {
  const workspaceId = useWorkspaceId();
  const ids = [...new Set(projectIds)].sort();
  const editable = useQueries({
    queries: ids.map((id) => accessQuery(workspaceId, id)),
    combine: (answers) =>
      ids.filter((_, index) => answers[index]?.data?.permissions.includes("task:edit")).join(" "),
  });
  return useMemo(() => new Set(editable.split(" ")), [editable]);
}
