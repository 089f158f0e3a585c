import { ago } from "@/components/dates";
import { messages as common } from "@/components/messages";
import { usePeople } from "@/features/workspaces/queries";
import classes from "./changesets.module.css";
import { messages } from "./messages";
import { ThingName } from "./ThingName";
import type { Conflict } from "./undo";

/** What is in the way: which thing, what of it, by whom and when. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const people = usePeople();
  return (
    <ul className={classes.conflicts}>
      {conflicts.map(({ kind, id, fields, detail, changed_by, changed_at }) => (
        <li key={`${kind} ${id} ${fields.join()}`}>
          <strong>
            <ThingName kind={kind} id={id} />
          </strong>
          <span>{detail}</span>
          {changed_at && (
            <small>{messages.by(people.name(changed_by ?? "") ?? common.somebody, ago(changed_at))}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
