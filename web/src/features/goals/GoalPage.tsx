import { ActionIcon, Button, Menu, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { useLive } from "@/api/live";
import { BackLink } from "@/components/BackLink";
import { Fact } from "@/components/Facts";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { told, undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconDots } from "@/components/icons";
import { Markdown } from "@/components/Markdown";
import { Masthead } from "@/components/Masthead";
import { MenuDropdown } from "@/components/MenuDropdown";
import { messages as shared } from "@/components/messages";
import { Page } from "@/components/Page";
import { PersonAvatar } from "@/components/PersonAvatar";
import { named } from "@/features/schedule/days";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { GoalForm } from "./GoalForm";
import { GoalLinks } from "./GoalLinks";
import { GoalTree } from "./GoalTree";
import { GoalUpdates } from "./GoalUpdates";
import classes from "./goals.module.css";
import { KeyResults } from "./KeyResults";
import { messages } from "./messages";
import { GoalTag, Reached } from "./parts";
import { type Goal, goalPath, goalQuery, goalsKey, goalsQuery, type Outcome } from "./queries";
import { treeOf } from "./tree";

/** A goal: how far it is, what it is measured by, what counts for it, and what was reported. */
export function GoalPage() {
  const workspaceId = useWorkspaceId();
  const { goalId = "" } = useParams({ strict: false });
  const goal = useLive(goalQuery(workspaceId, goalId), "now-and-then");
  return (
    <Page
      title={goal.data?.name ?? messages.title}
      heading={
        <BackLink to="/w/$workspaceId/goals" params={{ workspaceId }}>
          {messages.back}
        </BackLink>
      }
    >
      {goal.isPending && <Skeleton h={240} aria-busy="true" />}
      {goal.isError && !goal.data && <ProblemNotice error={goal.error} retry={goal.refetch} />}
      {goal.data && <Details goal={goal.data} />}
    </Page>
  );
}

function Details({ goal }: { goal: Goal }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const mayManage = useMay("goal:manage", goal.project_id ?? undefined);
  const goals = useQuery(goalsQuery(workspaceId));
  const [form, setForm] = useState<"edit" | "below" | null>(null);
  const below = treeOf(goals.data?.filter(({ parent_id }) => parent_id === goal.id) ?? [], {
    withClosed: true,
  });
  const day = { day: "numeric", month: "long", year: "numeric" } as const;
  const owner = people.name(goal.owner_id) ?? shared.somebody;
  return (
    <>
      <Masthead
        title={goal.name}
        acts={mayManage && <Acts goal={goal} onEdit={() => setForm("edit")} />}
        facts={
          <>
            <GoalTag goal={goal} />
            {goal.period && <span>{goal.period}</span>}
            {goal.end_on && <span>{messages.until(named(goal.end_on, day))}</span>}
            <Fact>
              <PersonAvatar id={goal.owner_id} name={owner} size={20} withTooltip={false} /> {owner}
            </Fact>
          </>
        }
      >
        <Reached progress={goal.progress} health={goal.health} size="lg" />
        {goal.description && <Markdown text={goal.description} />}
      </Masthead>
      <KeyResults goal={goal} mayManage={mayManage && goal.state === "open"} />
      <section className={classes.part} aria-label={messages.below}>
        <div className={classes.partHead}>
          <h2>{messages.below}</h2>
          {mayManage && goal.state === "open" && (
            <Button size="compact-sm" variant="subtle" onClick={() => setForm("below")}>
              {messages.newBelow}
            </Button>
          )}
        </div>
        <GoalTree branches={below} depth={0} />
      </section>
      <GoalLinks goal={goal} mayManage={mayManage && goal.state === "open"} />
      <GoalUpdates goal={goal} mayManage={mayManage} />
      {form === "edit" && <GoalForm goal={goal} onClose={() => setForm(null)} />}
      {form === "below" && <GoalForm goal={null} parentId={goal.id} onClose={() => setForm(null)} />}
    </>
  );
}

/** What can be done with the goal as a whole. */
function Acts({ goal, onEdit }: { goal: Goal; onEdit: () => void }) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const on = goalPath(workspaceId, goal.id);
  const refresh = [goalsKey(workspaceId) as unknown as string[]];
  const restore = useAction(() => ok(api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/restore", on)), {
    refresh,
  });
  const remove = useAction(() => ok(api.DELETE("/v1/workspaces/{workspace_id}/goals/{goal_id}", on)), {
    refresh,
    onDone: () => {
      undoable(messages.removed(goal.name), () => restore.mutateAsync());
      void navigate({ to: "/w/$workspaceId/goals", params: { workspaceId } });
    },
  });
  const reopen = useAction(() => ok(api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/reopen", on)), {
    refresh,
  });
  const close = useAction(
    (outcome: Outcome) =>
      ok(api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/close", { ...on, body: { outcome } })),
    { refresh, onDone: (_, outcome) => told(messages.closedAs(goal.name, messages.outcomes[outcome])) },
  );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={messages.more}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <MenuDropdown>
        <Menu.Item onClick={onEdit}>{messages.edit}</Menu.Item>
        {goal.state === "closed" ? (
          <Menu.Item onClick={() => reopen.mutate()}>{messages.reopen}</Menu.Item>
        ) : (
          <>
            <Menu.Divider />
            <Menu.Label>{messages.close}</Menu.Label>
            {(Object.keys(messages.outcomes) as Outcome[]).map((outcome) => (
              <Menu.Item key={outcome} onClick={() => close.mutate(outcome)}>
                {messages.outcomes[outcome]}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => remove.mutate()}>
          {messages.remove}
        </Menu.Item>
      </MenuDropdown>
    </Menu>
  );
}
