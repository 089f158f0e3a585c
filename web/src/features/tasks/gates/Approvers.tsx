import { useUser } from "@/app/session-hooks";
import { IconUsers } from "@/components/icons";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople } from "@/features/workspaces/queries";
import type { ApprovalRule } from "./gates";
import classes from "./gates.module.css";
import { messages } from "./messages";

/** Who would be asked: never whoever asks. */
export function Approvers({ rule: { people: named, role, needed } }: { rule: ApprovalRule }) {
  const { id: me } = useUser();
  const people = usePeople();
  const others = named.filter((id) => id !== me);
  return (
    <>
      <ul className={classes.approvers}>
        {others.map((id) => {
          const name = people.name(id) ?? shared.somebody;
          return (
            <li key={id}>
              <PersonAvatar id={id} name={name} withTooltip={false} />
              {name}
            </li>
          );
        })}
        {role && (
          <li>
            <IconUsers size={18} aria-hidden />
            {messages.roles[role]}
          </li>
        )}
      </ul>
      <p className={classes.hint}>
        {messages.needed(needed, others.length)} {messages.waits}
      </p>
    </>
  );
}
