import { useRights } from "@/features/projects/rights";
import type { Task } from "../queries";
import { FieldValue } from "./FieldValue";
import classes from "./fields.module.css";
import type { ProjectField } from "./queries";
import { useFieldSaving } from "./saving";

const SAID_INSIDE = new Set([
  "text",
  "long_text",
  "number",
  "currency",
  "percent",
  "url",
  "email",
  "phone",
  "date",
  "datetime",
]);

/** The value of a custom field, and below it why a change was refused. */
export default function FieldProperty({ task, attached }: { task: Task; attached: ProjectField }) {
  const { field } = attached;
  const { mayEdit } = useRights(task.project_id);
  const saving = useFieldSaving(task, field.id);
  return (
    <>
      <FieldValue
        task={task}
        field={field}
        value={task.custom_fields[field.id] ?? null}
        saving={saving}
        isFixed={!mayEdit}
      />
      {saving.error && !SAID_INSIDE.has(field.type) && (
        <p className={classes.refusal} role="alert">
          {saving.error}
        </p>
      )}
    </>
  );
}
