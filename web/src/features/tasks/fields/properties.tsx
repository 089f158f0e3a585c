/** The custom fields of a task's project as properties beside the others. */
import { useQuery } from "@tanstack/react-query";
import { lazy, useMemo } from "react";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Task } from "../queries";
import type { TaskProperty } from "../registry";
import { type ProjectField, projectFieldsQuery } from "./queries";

const FieldProperty = lazy(() => import("./FieldProperty"));

const COMPUTED = new Set(["formula", "rollup"]);

export function useFieldProperties(task: Pick<Task, "project_id">): TaskProperty[] {
  const { data } = useQuery(projectFieldsQuery(useWorkspaceId(), task.project_id));
  return useMemo(() => (data ?? []).filter(({ field }) => !field.archived_at).map(propertyOf), [data]);
}

function propertyOf(attached: ProjectField): TaskProperty {
  const { id, name, type } = attached.field;
  return {
    id,
    label: name,
    isRequired: attached.required,
    component: ({ task }) => <FieldProperty task={task} attached={attached} />,
    isEmpty: ({ custom_fields }) => !attached.required && !COMPUTED.has(type) && !(id in custom_fields),
  };
}
