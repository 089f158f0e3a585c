import { messages } from "../messages";
import type { Import } from "../queries";
import classes from "../transfer.module.css";

type Archive = NonNullable<NonNullable<Import["found"]>["archive"]>;

const KINDS = ["sprints", "views", "forms", "status_updates", "times", "relations", "reactions"] as const;

/** What an archive has beside its tasks, who gets a role by it, and what stays behind. */
export function Archived({ archive }: { archive: Archive }) {
  const present = KINDS.filter((kind) => archive[kind] > 0).map((kind) =>
    messages.archived[kind](archive[kind]),
  );
  if (archive.fields > 0) present.unshift(messages.archivedFields(archive.fields));
  if (archive.files > 0) present.push(messages.archivedFiles(archive.files));
  return (
    <ul className={classes.archived} aria-label={messages.inArchive}>
      <li>{messages.archiveOf(archive.project_name, archive.project_key, archive.signed)}</li>
      {present.length > 0 && <li>{messages.alsoIn(present)}</li>}
      {archive.members > 0 && !archive.denied.includes("members") && (
        <li>{messages.joining(archive.joining, archive.members)}</li>
      )}
      {archive.denied.length > 0 && (
        <li data-kind="denied">
          {messages.denied(archive.denied.map((kind) => messages.archivedKinds[kind] ?? kind))}
        </li>
      )}
      {archive.left_out > 0 && <li data-kind="denied">{messages.leftOut(archive.left_out)}</li>}
    </ul>
  );
}
