import type { Notification } from "./queries";

export const messages = {
  title: "Inbox",
  unread: (count: number) => `${count} unread`,
  show: "Show",
  all: "All",
  onlyUnread: "Unread",
  markAll: "Mark all as read",
  markRead: "Mark as read",
  markUnread: "Mark as unread",
  empty: "Nothing new",
  emptyText:
    "When somebody mentions you, assigns you a task, or comments on what you watch, it appears here. What you do yourself never does.",
  more: "Show more",
  system: "OneTick",
  reasons: {
    mentioned: "mentioned you in",
    assigned: "assigned you to",
    commented: "commented on",
    status_changed: "changed the status of",
    due_approaching: "Due soon:",
    overdue: "Overdue:",
  } satisfies Record<Notification["reason"], string>,
};
