import { useEffect } from "react";
import { useProjectId } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { rememberView } from "@/features/projects/routes";
import { Calendar } from "./Calendar";

const noProject = () => undefined;

/** The calendar of a project. */
export function CalendarPage() {
  const projectId = useProjectId();
  const rights = useRights(projectId);
  useEffect(() => rememberView("calendar"), []);
  return (
    <Calendar
      key={projectId}
      whose={{ "filter[project_id]": projectId }}
      projectId={projectId}
      assigneeId={null}
      mayAdd={rights.mayCreate}
      mayEdit={() => rights.mayEdit}
      projectOf={noProject}
    />
  );
}
