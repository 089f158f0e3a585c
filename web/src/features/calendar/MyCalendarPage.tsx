import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useUser } from "@/app/session-hooks";
import { Page } from "@/components/Page";
import { projectsQuery } from "@/features/projects/queries";
import { useEditableProjects } from "@/features/schedule/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { Calendar } from "./Calendar";
import { messages } from "./messages";

const MINE = { "filter[assignee_id]": "me" } as const;

/** What is assigned to me, in every project. */
export function MyCalendarPage() {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const projects = useQuery(projectsQuery(workspaceId));
  const open = useMemo(() => projects.data?.filter(({ archived_at }) => !archived_at) ?? [], [projects.data]);
  const byId = useMemo(() => new Map(open.map((project) => [project.id, project])), [open]);
  const editable = useEditableProjects(open.map(({ id }) => id));
  return (
    <Page title={messages.title} width="full">
      <Calendar
        whose={MINE}
        projectId={null}
        assigneeId={user.id}
        mayAdd={editable.size > 0}
        mayEdit={(task) => editable.has(task.project_id)}
        projectOf={(task) => byId.get(task.project_id)}
      />
    </Page>
  );
}
