import { taskListQuery } from "@/features/tasks/queries";

/** What waits for me, soonest first. */
export const ownTasksQuery = (workspaceId: string) =>
  taskListQuery(workspaceId, { "filter[assignee_id]": "me", sort: "due_at" });
