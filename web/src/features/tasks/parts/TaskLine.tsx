import { useQuery } from "@tanstack/react-query";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { TaskLink } from "../opening";
import type { TaskRow } from "../queries";
import { TypeMark } from "../types/TypeIcon";
import { ApprovalMark } from "./ApprovalMark";
import { Assignees } from "./Assignees";
import { DueDate } from "./DueDate";
import { PriorityIcon } from "./PriorityIcon";
import { StatusToggle } from "./StatusToggle";
import classes from "./TaskLine.module.css";

/** One task on one line: opens the drawer, can be ticked off. */
export function TaskLine({ task, withProject = false }: { task: TaskRow; withProject?: boolean }) {
  return (
    <div className={classes.line} data-done={task.completed_at !== null || undefined}>
      <StatusToggle task={task} />
      <TypeMark id={task.type_id} />
      <TaskLink taskKey={task.key} className={classes.open}>
        <span className={classes.title}>{task.title}</span>
      </TaskLink>
      <span className={classes.key}>{task.key}</span>
      {withProject && <ProjectOf projectId={task.project_id} />}
      <ApprovalMark task={task} />
      {task.priority !== "none" && <PriorityIcon priority={task.priority} />}
      <DueDate task={task} withIcon={false} />
      <Assignees ids={task.assignee_ids} size={20} />
    </div>
  );
}

function ProjectOf({ projectId }: { projectId: string }) {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(projectsQuery(workspaceId));
  const project = data?.find(({ id }) => id === projectId);
  if (!project) return null;
  return (
    <span className={classes.project}>
      <ProjectDot project={project} />
      <span>{project.name}</span>
    </span>
  );
}
