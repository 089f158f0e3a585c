import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { Page } from "@/components/Page";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { projectQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useWhereItWent } from "./merging/merging";
import { messages } from "./messages";
import { useOpenedTask } from "./opening-query";
import type { Task } from "./queries";
import { TaskActions } from "./TaskActions";
import { TaskView } from "./TaskView";
import classes from "./task.module.css";

export function TaskPage() {
  const workspaceId = useWorkspaceId();
  const { taskId } = useParams({ from: "/signed-in/w/$workspaceId/t/$taskId" });
  const navigate = useNavigate();
  const task = useLive(useOpenedTask(taskId), "together");
  const goTo = (other: string) =>
    void navigate({ to: "/w/$workspaceId/t/$taskId", params: { workspaceId, taskId: other }, replace: true });
  useWhereItWent(taskId, task.error, goTo);
  if (task.isPending) {
    return (
      <Page title={messages.task}>
        <Skeleton h={28} w="60%" />
      </Page>
    );
  }
  if (!task.data) {
    return (
      <Page title={messages.task}>
        <ProblemNotice error={task.error} retry={task.refetch} />
      </Page>
    );
  }
  const gone = () => void navigate({ to: "/w/$workspaceId", params: { workspaceId } });
  return (
    <Page
      title={`${task.data.key} ${task.data.title}`}
      heading={<Crumbs task={task.data} />}
      actions={<TaskActions task={task.data} onGone={gone} goTo={goTo} />}
    >
      <TaskView key={task.data.id} task={task.data} />
    </Page>
  );
}

function Crumbs({ task }: { task: Task }) {
  const workspaceId = useWorkspaceId();
  const { data: project } = useQuery(projectQuery(workspaceId, task.project_id));
  return (
    <nav className={classes.crumbs}>
      {project && (
        <Link to="/w/$workspaceId/p/$projectId" params={{ workspaceId, projectId: project.id }}>
          <ProjectDot project={project} />
          {project.name}
        </Link>
      )}
      <span aria-current="page">{task.key}</span>
      <h1 className="visually-hidden">{task.title}</h1>
    </nav>
  );
}
