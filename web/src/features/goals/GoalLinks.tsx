import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconClose } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { projectsQuery } from "@/features/projects/queries";
import { TaskLink } from "@/features/tasks/opening";
import { taskQuery } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./goals.module.css";
import { messages } from "./messages";
import { Reached } from "./parts";
import { type Goal, goalPath, goalsKey } from "./queries";

type Link = Goal["links"][number];

/** Tasks and projects whose progress counts for the goal. */
export function GoalLinks({ goal, mayManage }: { goal: Goal; mayManage: boolean }) {
  const workspaceId = useWorkspaceId();
  const projects = useQuery(projectsQuery(workspaceId));
  const [taskKey, setTaskKey] = useState("");
  const { path } = goalPath(workspaceId, goal.id).params;
  const refresh = [goalsKey(workspaceId) as unknown as string[]];
  const link = useAction(
    (targetId: string) =>
      ok(
        api.PUT("/v1/workspaces/{workspace_id}/goals/{goal_id}/links/{target_id}", {
          params: { path: { ...path, target_id: targetId } },
          body: {},
        }),
      ),
    { refresh },
  );
  const linkTask = useAction(
    async (key: string) => {
      const params = { path: { workspace_id: workspaceId, task_id: key } };
      const task = await ok(api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}", { params }));
      await link.mutateAsync(task.id);
    },
    { onDone: () => setTaskKey("") },
  );
  const linked = new Set(goal.links.map(({ target_id }) => target_id));
  return (
    <section className={classes.part} aria-label={messages.links}>
      <h2>{messages.links}</h2>
      {goal.links.length === 0 && <p className={classes.faint}>{messages.noLinks}</p>}
      <ul className={classes.tree}>
        {goal.links.map((one) => (
          <Linked
            key={one.target_id}
            goal={goal}
            link={one}
            mayManage={mayManage}
            onBack={() => link.mutateAsync(one.target_id)}
          />
        ))}
      </ul>
      {mayManage && (
        <div className={classes.adding}>
          <Select
            size="xs"
            searchable
            aria-label={messages.addProject}
            placeholder={messages.addProject}
            value={null}
            data={(projects.data ?? [])
              .filter(({ id }) => !linked.has(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => id && link.mutate(id)}
          />
          <form
            className={classes.checkIn}
            onSubmit={(event) => {
              event.preventDefault();
              if (taskKey.trim()) linkTask.mutate(taskKey.trim());
            }}
          >
            <TextInput
              size="xs"
              aria-label={messages.addTask}
              placeholder={messages.taskPlaceholder}
              value={taskKey}
              onChange={(event) => setTaskKey(event.currentTarget.value)}
            />
            <Button
              type="submit"
              size="compact-sm"
              variant="default"
              disabled={!taskKey.trim()}
              loading={linkTask.isPending}
            >
              {messages.link}
            </Button>
          </form>
        </div>
      )}
    </section>
  );
}

interface LinkedProps {
  goal: Goal;
  link: Link;
  mayManage: boolean;
  onBack: () => Promise<unknown>;
}

function Linked({ goal, link: { target_id, share }, mayManage, onBack }: LinkedProps) {
  const workspaceId = useWorkspaceId();
  const isTask = target_id.startsWith("tsk_");
  const projects = useQuery(projectsQuery(workspaceId));
  const task = useQuery({ ...taskQuery(workspaceId, target_id), enabled: isTask, retry: false });
  const project = projects.data?.find(({ id }) => id === target_id);
  const name = project?.name ?? task.data?.title ?? messages.hidden;
  const unlink = useAction(
    () =>
      ok(
        api.DELETE("/v1/workspaces/{workspace_id}/goals/{goal_id}/links/{target_id}", {
          params: { path: { ...goalPath(workspaceId, goal.id).params.path, target_id } },
        }),
      ),
    {
      refresh: [goalsKey(workspaceId) as unknown as string[]],
      onDone: () => undoable(messages.unlinked(name), onBack),
    },
  );
  return (
    <li className={classes.result}>
      <span className={classes.resultName}>
        {project && (
          <AnchorLink
            to="/w/$workspaceId/p/$projectId"
            params={{ workspaceId, projectId: project.id }}
            className={classes.linked}
          >
            <ProjectDot project={project} /> {project.name}
          </AnchorLink>
        )}
        {task.data && (
          <TaskLink taskKey={task.data.key} className={classes.linked}>
            <small>{task.data.key}</small> {task.data.title}
          </TaskLink>
        )}
        {!project && !task.data && <span className={classes.faint}>{name}</span>}
      </span>
      {share !== null && <Reached progress={share * 100} health={null} />}
      {mayManage && (
        <ActionIcon size="sm" aria-label={messages.unlink(name)} onClick={() => unlink.mutate()}>
          <IconClose size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
