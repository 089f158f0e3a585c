import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Status, workflowQuery } from "@/features/projects/queries";
import { type Field, projectFieldsQuery } from "@/features/tasks/fields/queries";
import { tagsQuery } from "@/features/tasks/tags/queries";
import type { Column } from "@/features/views/filter";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { OwnColumn } from "./columns";
import { messages } from "./messages";

type Tag = { id: string; name: string; color: string | null };

/** What is behind the ids in a column, read only for the columns that are shown. */
export interface CellWords {
  name: (column: string) => string;
  field: (id: string) => Field | undefined;
  status: (id: string) => Status | undefined;
  tag: (id: string) => Tag | undefined;
}

export function useCellWords(projectId: string, columns: readonly Column[]): CellWords {
  const workspaceId = useWorkspaceId();
  const has = (test: (id: string) => boolean) => columns.some(({ id }) => test(id));
  const fields = useQuery({
    ...projectFieldsQuery(workspaceId, projectId),
    enabled: has((id) => id.startsWith("fld_")),
  }).data;
  const workflow = useQuery({
    ...workflowQuery(workspaceId, projectId),
    enabled: has((id) => id === "status"),
  }).data;
  const tags = useQuery({ ...tagsQuery(workspaceId), enabled: has((id) => id === "tag_ids") }).data;
  return useMemo(() => {
    const field = (id: string) => fields?.find((one) => one.field.id === id)?.field;
    return {
      field,
      name: (column) => messages.names[column as OwnColumn] ?? field(column)?.name ?? "",
      status: (id) => workflow?.statuses.find((one) => one.id === id),
      tag: (id) => tags?.find((one) => one.id === id),
    };
  }, [fields, workflow, tags]);
}
