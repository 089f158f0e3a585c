import { messages } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople } from "@/features/workspaces/queries";
import classes from "./parts.module.css";

const SHOWN = 3;

export function Assignees({ ids, size = 22 }: { ids: readonly string[]; size?: number }) {
  const people = usePeople();
  if (ids.length === 0) return null;
  return (
    <span className={classes.people}>
      {ids.slice(0, SHOWN).map((id) => (
        <PersonAvatar key={id} id={id} name={people.name(id) ?? messages.somebody} size={size} />
      ))}
      {ids.length > SHOWN && <span className={classes.further}>+{ids.length - SHOWN}</span>}
    </span>
  );
}
