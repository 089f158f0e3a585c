import { ago, fullMoment } from "@/components/dates";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { Tag } from "@/components/Tag";
import { TaskLink } from "@/features/tasks/opening";
import { usePeople } from "@/features/workspaces/queries";
import classes from "./approvals.module.css";
import { useMayDecide, useMayWithdraw } from "./deciding";
import { messages } from "./messages";
import { Deciding } from "./parts/Deciding";
import { Facts, Said, useStatusName } from "./parts/Facts";
import { Withdraw } from "./parts/Withdraw";
import type { Approval } from "./queries";

const TONES = {
  pending: "warn",
  approved: "good",
  rejected: "bad",
  changes_requested: "bad",
  cancelled: "neutral",
  expired: "neutral",
  invalidated: "neutral",
} as const;

/** A request: who wants which task to go where, what was said, and what can be done. */
export function ApprovalCard({ approval, isOwn }: { approval: Approval; isOwn: boolean }) {
  const { created_by, created_at, task_key, task_title, state, project_id } = approval;
  const people = usePeople();
  const statusName = useStatusName(project_id);
  const mayDecide = useMayDecide(approval);
  const mayWithdraw = useMayWithdraw(approval);
  const name = people.name(created_by) ?? shared.somebody;
  return (
    <article className={classes.card} aria-label={`${task_key} ${task_title}`}>
      <header className={classes.cardHead}>
        <TaskLink taskKey={task_key} className={classes.task}>
          <span className={classes.key}>{task_key}</span> {task_title}
        </TaskLink>
        {isOwn && <Tag tone={TONES[state]}>{messages.states[state]}</Tag>}
        <time dateTime={created_at} title={fullMoment(created_at)}>
          {ago(created_at)}
        </time>
      </header>
      <p className={classes.way}>
        {!isOwn && (
          <>
            <PersonAvatar id={created_by} name={name} size={20} withTooltip={false} />
            <strong>{name}</strong> {messages.asks}
          </>
        )}
        <span>{statusName(approval.from_status)}</span>
        <span aria-hidden>→</span>
        <span className="visually-hidden">{messages.to}</span>
        <strong>{statusName(approval.to_status)}</strong>
      </p>
      <Said approval={approval} withName={false} />
      {state === "pending" && <Facts approval={approval} />}
      {mayDecide && <Deciding approval={approval} />}
      {isOwn && mayWithdraw && <Withdraw approval={approval} />}
    </article>
  );
}
