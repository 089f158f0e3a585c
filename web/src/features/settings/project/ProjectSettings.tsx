import { useQuery } from "@tanstack/react-query";
import { projectQuery, useProjectId } from "@/features/projects/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { ProjectFields } from "../fields/ProjectFields";
import classes from "../settings.module.css";
import { ProjectTypes } from "../types/ProjectTypes";
import { Columns } from "./Columns";
import { ProjectEnding } from "./ProjectEnding";
import { ProjectGeneral } from "./ProjectGeneral";
import { ProjectMembers } from "./ProjectMembers";
import { WorkflowSettings } from "./WorkflowSettings";

/** Everything about a project that is not its tasks. */
export function ProjectSettings() {
  const projectId = useProjectId();
  const { data: project } = useQuery(projectQuery(useWorkspaceId(), projectId));
  const mayEdit = useMay("project:edit", projectId);
  const mayDelete = useMay("project:delete", projectId);
  if (!project) return null;
  return (
    <div className={classes.content}>
      <ProjectGeneral key={project.version} project={project} mayEdit={mayEdit} />
      <Columns project={project} />
      <WorkflowSettings project={project} />
      <ProjectTypes project={project} mayEdit={mayEdit} />
      <ProjectFields project={project} />
      <ProjectMembers project={project} />
      {(mayEdit || mayDelete) && <ProjectEnding project={project} mayEdit={mayEdit} mayDelete={mayDelete} />}
    </div>
  );
}
