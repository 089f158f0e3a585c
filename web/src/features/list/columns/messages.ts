import type { OwnColumn } from "./columns";

const names: Record<OwnColumn, string> = {
  status: "Status",
  assignee_ids: "Assignees",
  start_at: "Start",
  due_at: "Due",
  priority: "Priority",
  tag_ids: "Tags",
  points: "Points",
  estimate_minutes: "Estimate",
  created_at: "Created",
};

export const messages = {
  names,
  columns: "Columns",
  shown: "Shown, from left to right",
  others: "Can be shown",
  left: (name: string) => `Move “${name}” to the left`,
  right: (name: string) => `Move “${name}” to the right`,
  hide: (name: string) => `Hide “${name}”`,
  show: (name: string) => `Show “${name}”`,
  reset: "Reset columns",
  most: (most: number) => `At most ${most} columns are shown.`,
  width: (name: string) => `Width of “${name}”`,
};
