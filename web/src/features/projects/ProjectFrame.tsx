import { Skeleton, Title, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { projectViews } from "@/app/project-views";
import { IconSettings } from "@/components/icons";
import { ActionIconLink } from "@/components/links";
import { Page } from "@/components/Page";
import { Tab, Tabs } from "@/components/Tabs";
import { viewSearch } from "@/features/views/search";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { ProjectDot } from "./ProjectDot";
import { ProjectMenu } from "./ProjectMenu";
import classes from "./projects.module.css";
import { projectQuery, useProjectId } from "./queries";

/** Another view of the same tasks: what was filtered is filtered there, too. */
const keepsChoice = (before: Record<string, unknown>) => viewSearch(before);

/** A project: its name, the views as tabs, and one of them below. */
export function ProjectFrame() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const params = { workspaceId, projectId };
  const { data: project, error } = useLive(projectQuery(workspaceId, projectId), "rarely");
  // What one may do decides about controls everywhere below: asked for once, here.
  useQuery(accessQuery(workspaceId, projectId));
  if (error && !project) throw error;
  return (
    <Page
      title={project?.name ?? messages.project}
      width="full"
      heading={
        project ? (
          <div className={classes.heading}>
            <ProjectDot project={project} />
            <Title order={1}>{project.name}</Title>
          </div>
        ) : (
          <Skeleton h={24} w={200} my={3} />
        )
      }
      actions={
        <>
          {project && <ProjectMenu project={project} />}
          <Tooltip label={messages.settings}>
            <ActionIconLink
              to="/w/$workspaceId/p/$projectId/settings"
              params={params}
              aria-label={messages.settings}
            >
              <IconSettings size={17} stroke={1.7} />
            </ActionIconLink>
          </Tooltip>
        </>
      }
      toolbar={
        <Tabs label={messages.views} on="bar">
          {projectViews.map(({ id, label, icon: Icon, to }) => (
            <Tab
              key={id}
              to={to}
              params={params}
              search={keepsChoice as never}
              activeOptions={{ includeSearch: false }}
            >
              <Icon size={15} stroke={1.8} />
              {label}
            </Tab>
          ))}
        </Tabs>
      }
    >
      {project?.archived_at && <div className={classes.archived}>{messages.archivedNotice}</div>}
      <Outlet />
    </Page>
  );
}
