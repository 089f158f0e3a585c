import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "@/components/links";
import { projectsQuery } from "@/features/projects/queries";
import { taskQuery } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { kindOf } from "./story";

/** What a thing is called, as a link where it has a place of its own. */
export function ThingName({ kind, id }: { kind: string; id: string }) {
  if (kind === "task") return <TaskName id={id} />;
  if (kind === "project") return <ProjectName id={id} />;
  return <>{kindOf(kind)}</>;
}

function TaskName({ id }: { id: string }) {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery({ ...taskQuery(workspaceId, id), staleTime: 60_000, retry: false });
  if (!data) return <>{kindOf("task")}</>;
  return (
    <AnchorLink to="." search={(before) => ({ ...before, task: data.key })} inherit>
      {data.key} {data.title}
    </AnchorLink>
  );
}

function ProjectName({ id }: { id: string }) {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(projectsQuery(workspaceId));
  const project = data?.find((one) => one.id === id);
  if (!project) return <>{kindOf("project")}</>;
  return (
    <AnchorLink to="/w/$workspaceId/p/$projectId" params={{ workspaceId, projectId: id }} inherit>
      {project.name}
    </AnchorLink>
  );
}
