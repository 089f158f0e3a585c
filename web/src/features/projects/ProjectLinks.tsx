import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { IconPlus } from "@/components/icons";
import { commands } from "@/features/palette/commands";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { ProjectDot } from "./ProjectDot";
import classes from "./projects.module.css";
import { projectsQuery } from "./queries";

/** The workspace's projects, in the sidebar. */
export function ProjectLinks() {
  const workspaceId = useWorkspaceId();
  const projects = useLive(projectsQuery(workspaceId), "rarely");
  const mayCreate = useMay("project:create");
  const shown = projects.data?.filter((project) => !project.archived_at) ?? [];
  return (
    <div className={classes.group}>
      <div className={classes.label}>
        {messages.projects}
        {mayCreate && (
          <Tooltip label={messages.newProject}>
            <ActionIcon size="sm" onClick={commands.openNewProject} aria-label={messages.newProject}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {projects.isPending && <Skeleton h={24} mx={8} mt={4} />}
      {projects.isSuccess && shown.length === 0 && <span className={classes.none}>{messages.noneYet}</span>}
      {shown.map((project) => (
        <Link
          key={project.id}
          to="/w/$workspaceId/p/$projectId"
          params={{ workspaceId, projectId: project.id }}
          className={classes.link}
          activeOptions={{ includeSearch: false }}
        >
          <ProjectDot project={project} />
          <span>{project.name}</span>
        </Link>
      ))}
    </div>
  );
}
