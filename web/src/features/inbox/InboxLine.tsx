import { ActionIcon, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ago, fullMoment } from "@/components/dates";
import { IconBell, IconCheck, IconCircle } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import { TaskLink } from "@/features/tasks/opening";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./inbox.module.css";
import { messages } from "./messages";
import type { Notification } from "./queries";

interface Props {
  notification: Notification;
  onMark: (notification: Notification, read: boolean) => Promise<void>;
}

/** Who did what to which task; opening it marks it read. */
export function InboxLine({ notification, onMark }: Props) {
  const { actor_id, actor_name, reason, task_key, task_title, excerpt, created_at, read } = notification;
  const isFromPerson = actor_name !== "";
  const label = read ? messages.markUnread : messages.markRead;
  return (
    <div className={classes.line} data-read={read || undefined}>
      <span className={classes.dot} aria-hidden />
      {isFromPerson ? (
        <PersonAvatar id={actor_id} name={actor_name} size={28} withTooltip={false} />
      ) : (
        <span className={classes.bell}>
          <IconBell size={16} />
        </span>
      )}
      <TaskOrApproval notification={notification} onClick={() => void onMark(notification, true)}>
        <span className={classes.what}>
          {isFromPerson && <strong>{actor_name} </strong>}
          {messages.reasons[reason] ?? messages.otherReason} <strong>{task_title}</strong>{" "}
          <span className={classes.key}>{task_key}</span>
        </span>
        {excerpt && <span className={classes.excerpt}>{excerpt}</span>}
      </TaskOrApproval>
      <Tooltip label={fullMoment(created_at)}>
        <time dateTime={created_at} className={classes.time}>
          {ago(created_at)}
        </time>
      </Tooltip>
      <Tooltip label={label}>
        <ActionIcon size="sm" aria-label={label} onClick={() => void onMark(notification, !read)}>
          {read ? <IconCircle size={14} /> : <IconCheck size={15} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface LinkProps {
  notification: Notification;
  onClick: () => void;
  children: ReactNode;
}

/** An approval opens where it is decided, with its task beside it; everything else opens its task. */
function TaskOrApproval({ notification: { reason, task_key }, onClick, children }: LinkProps) {
  const workspaceId = useWorkspaceId();
  if (reason !== "approval_requested" && reason !== "approval_decided") {
    return (
      <TaskLink taskKey={task_key} className={classes.open} onClick={onClick}>
        {children}
      </TaskLink>
    );
  }
  return (
    <Link
      to="/w/$workspaceId/approvals"
      params={{ workspaceId }}
      search={{ task: task_key, ...(reason === "approval_decided" ? { side: "asking" } : {}) }}
      className={classes.open ?? ""}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
