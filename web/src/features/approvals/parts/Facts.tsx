import { useQuery } from "@tanstack/react-query";
import { ago, fullMoment, shortDay } from "@/components/dates";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { workflowQuery } from "@/features/projects/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import classes from "../approvals.module.css";
import { messages } from "../messages";
import type { Approval } from "../queries";

/** What the statuses of a project are called. */
export function useStatusName(projectId: string): (id: string) => string {
  const { data } = useQuery(workflowQuery(useWorkspaceId(), projectId));
  return (id) => data?.statuses.find((status) => status.id === id)?.name ?? id;
}

/** Who was asked, how many agreed, and how long it waits. */
export function Facts({ approval }: { approval: Approval }) {
  const { people, role, given, required, state, expires_at } = approval;
  const { name } = usePeople();
  const asked = people.map((id) => name(id) ?? shared.somebody);
  if (role) asked.push(messages.roles[role] ?? role);
  return (
    <p className={classes.facts}>
      <span>
        {messages.asked} {asked.join(role && people.length === 1 ? ` ${messages.and} ` : ", ")}
      </span>
      {required > 1 && <span>{messages.progress(given, required)}</span>}
      {state === "pending" && (
        <time dateTime={expires_at} title={fullMoment(expires_at)}>
          {messages.until(shortDay(expires_at))}
        </time>
      )}
    </p>
  );
}

/** What whoever asked said, by name where that is not said beside it, and what those who decided answered. */
export function Said({
  approval: { note, created_by, votes },
  withName = true,
}: {
  approval: Approval;
  withName?: boolean;
}) {
  const { name } = usePeople();
  return (
    <>
      {note && withName && <Saying id={created_by} name={name(created_by) ?? shared.somebody} text={note} />}
      {note && !withName && <blockquote className={classes.note}>{note}</blockquote>}
      {votes.map(({ user_id, answer, comment, at }) => (
        <Saying
          key={user_id}
          id={user_id}
          name={name(user_id) ?? shared.somebody}
          did={`${messages.answers[answer]}, ${ago(at)}`}
          text={comment}
        />
      ))}
    </>
  );
}

function Saying({ id, name, did, text }: { id: string; name: string; did?: string; text: string }) {
  return (
    <div className={classes.saying}>
      <PersonAvatar id={id} name={name} size={20} withTooltip={false} />
      <div>
        <strong>{name}</strong> {did}
        {text && <blockquote>{text}</blockquote>}
      </div>
    </div>
  );
}
