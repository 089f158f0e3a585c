import { messages } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { type People, usePeople } from "@/features/workspaces/queries";
import classes from "./parts.module.css";

const SHOWN = 3;

export function Assignees(props: { ids: readonly string[]; size?: number }) {
  return <Faces {...props} people={usePeople()} />;
}

interface FacesProps {
  ids: readonly string[];
  size?: number;
  people: People;
}

/** The same for what there are hundreds of: whoever shows them knows the people. */
export function Faces({ ids, size = 22, people }: FacesProps) {
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
