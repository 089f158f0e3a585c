import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ok } from "@/api/client";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconSprint } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { useProjectId } from "@/features/projects/queries";
import { rememberView } from "@/features/projects/routes";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { CompleteDialog } from "./CompleteDialog";
import { messages } from "./messages";
import { Plan } from "./Plan";
import { openSprintsQuery, pastSprintsQuery, type Sprint, sprintsKey } from "./queries";
import { type Asked, daysOf } from "./SprintBlock";
import { SprintForm } from "./SprintForm";
import { StartDialog } from "./StartDialog";
import classes from "./sprints.module.css";

/** The sprints of a project and its backlog. */
export function SprintsPage() {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const sprints = useLive(openSprintsQuery(workspaceId, projectId), "now-and-then");
  const past = useQuery(pastSprintsQuery(workspaceId, projectId));
  const mayManage = useMay("sprint:manage", projectId);
  const [asked, setAsked] = useState<{ what: Asked | "new"; sprint: Sprint | null } | null>(null);
  useEffect(() => rememberView("sprints"), []);
  const close = () => setAsked(null);

  const path = (sprint: Sprint) => ({
    params: { path: { workspace_id: workspaceId, sprint_id: sprint.id } },
  });
  const keys = [sprintsKey(workspaceId) as unknown as string[], ["workspace", workspaceId, "tasks"]];
  const restore = useAction(
    (sprint: Sprint) =>
      ok(api.POST("/v1/workspaces/{workspace_id}/sprints/{sprint_id}/restore", path(sprint))),
    { refresh: keys },
  );
  const remove = useAction(
    (sprint: Sprint) => ok(api.DELETE("/v1/workspaces/{workspace_id}/sprints/{sprint_id}", path(sprint))),
    {
      refresh: keys,
      onDone: (_, sprint) => undoable(messages.removed(sprint.name), () => restore.mutateAsync(sprint)),
    },
  );
  if (sprints.isPending) {
    return (
      <div className={classes.page} aria-busy="true">
        <Skeleton h={160} radius="md" />
        <Skeleton h={240} radius="md" />
      </div>
    );
  }
  if (!sprints.data) return <ProblemNotice error={sprints.error} retry={sprints.refetch} />;
  const planned = sprints.data.filter(({ state }) => state === "planned");
  const latest = planned.at(-1) ?? sprints.data.at(-1) ?? past.data?.[0];
  const sprint = asked?.sprint ?? null;
  const ask = (what: Asked, one: Sprint) =>
    what === "remove" ? remove.mutate(one) : setAsked({ what, sprint: one });
  const create = mayManage && (
    <Button size="compact-sm" onClick={() => setAsked({ what: "new", sprint: null })}>
      {messages.newSprint}
    </Button>
  );
  return (
    <div className={classes.page}>
      {sprints.data.length === 0 ? (
        <EmptyState icon={<IconSprint stroke={1.5} />} title={messages.emptyTitle} action={create}>
          {messages.emptyText}
        </EmptyState>
      ) : (
        <div className={classes.top}>{create}</div>
      )}
      <Plan projectId={projectId} sprints={sprints.data} mayManage={mayManage} onAsk={ask} />
      {past.data && past.data.length > 0 && (
        <section className={classes.past} aria-label={messages.past}>
          <h2>{messages.past}</h2>
          <ul>
            {past.data.map((one) => (
              <li key={one.id}>
                <AnchorLink
                  to="/w/$workspaceId/p/$projectId/sprints/$sprintId"
                  params={{ workspaceId, projectId, sprintId: one.id }}
                >
                  {one.name}
                </AnchorLink>
                <span className={classes.faint}>{daysOf(one)}</span>
                {one.goal && <span className={classes.pastGoal}>{one.goal}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked && (asked.what === "new" || asked.what === "edit") && (
        <SprintForm
          projectId={projectId}
          sprint={sprint}
          suggestedName={messages.nextName(latest?.name, sprints.data.length + (past.data?.length ?? 0))}
          onClose={close}
        />
      )}
      {asked?.what === "start" && sprint && <StartDialog sprint={sprint} onClose={close} />}
      {asked?.what === "complete" && sprint && (
        <CompleteDialog sprint={sprint} planned={planned} onClose={close} />
      )}
    </div>
  );
}
