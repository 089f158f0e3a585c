import { useQuery } from "@tanstack/react-query";
import { shortDay } from "@/components/dates";
import { messages as common } from "@/components/messages";
import { sectionsQuery, workflowQuery } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { type Priority, taskQuery } from "@/features/tasks/queries";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { typesQuery } from "@/features/tasks/types/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./changesets.module.css";
import { messages } from "./messages";
import { fieldOf, type Thing } from "./story";

const LONG = new Set(["description", "body_md", "body", "custom_fields", "questions"]);

/** Each field of a thing, from what it was to what it became. */
export function FieldChanges({ thing }: { thing: Thing }) {
  const value = useValues(thing);
  if (thing.fields.length === 0) return null;
  return (
    <dl className={classes.fields}>
      {thing.fields.map(({ field, from, to }) => {
        const was = value(field, from);
        const is = value(field, to);
        return (
          <div key={field}>
            <dt>{fieldOf(field)}</dt>
            <dd>
              {LONG.has(field) ? (
                messages.textChanged
              ) : (
                <>
                  {was && <del>{was}</del>} {is ? <ins>{is}</ins> : messages.cleared}
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Values in words: names for ids. */
function useValues({ kind, id }: Thing): (field: string, value: unknown) => string {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const task = useQuery({
    ...taskQuery(workspaceId, id),
    enabled: kind === "task",
    staleTime: 60_000,
    retry: false,
  });
  const projectId = task.data?.project_id ?? "";
  const types = useQuery({ ...typesQuery(workspaceId), enabled: kind === "task", staleTime: 60_000 });
  const sections = useQuery({ ...sectionsQuery(workspaceId, projectId), enabled: projectId !== "" });
  const workflow = useQuery({ ...workflowQuery(workspaceId, projectId), enabled: projectId !== "" });
  return (field, value) => {
    if (value === null || value === undefined || value === "" || value === "none") return "";
    if (typeof value === "boolean") return value ? messages.yes : messages.no;
    if (field === "status")
      return workflow.data?.statuses.find((one) => one.id === value)?.name ?? String(value);
    if (field === "section_id")
      return sections.data?.find((one) => one.id === value)?.name ?? common.somebody;
    if (field === "type_id") return types.data?.find((one) => one.id === value)?.name ?? typeMessages.unknown;
    if (field === "priority") return taskMessages.priorities[value as Priority] ?? String(value);
    if (field.endsWith("_at")) return shortDay(String(value));
    if (Array.isArray(value)) return value.map((one) => people.name(String(one)) ?? String(one)).join(", ");
    return typeof value === "object" ? JSON.stringify(value).slice(0, 200) : String(value).slice(0, 500);
  };
}
