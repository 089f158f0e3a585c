import { Button, Checkbox, Select, Skeleton } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useLive } from "@/api/live";
import { useUser } from "@/app/session-hooks";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconGoal } from "@/components/icons";
import { Page } from "@/components/Page";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { GoalForm } from "./GoalForm";
import { GoalTree } from "./GoalTree";
import classes from "./goals.module.css";
import { messages } from "./messages";
import { goalsQuery } from "./queries";
import type { GoalsSearch } from "./routes";
import { periodsOf, treeOf } from "./tree";

/** The goals of the workspace, below one another. */
export function GoalsPage() {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const navigate = useNavigate();
  const { period, owner, closed = false } = useSearch({ strict: false }) as GoalsSearch;
  const goals = useLive(goalsQuery(workspaceId), "now-and-then");
  const mayManage = useMay("goal:manage");
  const [isAdding, setAdding] = useState(false);
  const go = (change: Record<keyof GoalsSearch, unknown> | Partial<Record<keyof GoalsSearch, unknown>>) =>
    void navigate({
      to: ".",
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace: true,
    });
  const create = mayManage && (
    <Button size="compact-md" onClick={() => setAdding(true)}>
      {messages.newGoal}
    </Button>
  );
  const tree = treeOf(goals.data ?? [], {
    period,
    ownerId: owner === "me" ? user.id : undefined,
    withClosed: closed,
  });
  return (
    <Page title={messages.title} actions={create}>
      {goals.isPending && (
        <div aria-busy="true">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} h={48} mb={8} />
          ))}
        </div>
      )}
      {goals.isError && !goals.data && <ProblemNotice error={goals.error} retry={goals.refetch} />}
      {goals.data?.length === 0 && (
        <EmptyState icon={<IconGoal stroke={1.5} />} title={messages.emptyTitle} action={create}>
          {messages.emptyText}
        </EmptyState>
      )}
      {goals.data && goals.data.length > 0 && (
        <>
          <div className={classes.filters}>
            <Select
              size="xs"
              aria-label={messages.period}
              placeholder={messages.everyPeriod}
              clearable
              data={periodsOf(goals.data)}
              value={period ?? null}
              onChange={(next) => go({ period: next ?? undefined })}
            />
            <Checkbox
              size="xs"
              label={messages.mine}
              checked={owner === "me"}
              onChange={(event) => go({ owner: event.currentTarget.checked ? "me" : undefined })}
            />
            <Checkbox
              size="xs"
              label={messages.closed}
              checked={closed}
              onChange={(event) => go({ closed: event.currentTarget.checked || undefined })}
            />
          </div>
          {tree.length === 0 ? (
            <p className={classes.faint}>{messages.noneFits}</p>
          ) : (
            <GoalTree branches={tree} depth={0} />
          )}
        </>
      )}
      {isAdding && (
        <GoalForm
          goal={null}
          onClose={() => setAdding(false)}
          onDone={({ id }) =>
            void navigate({ to: "/w/$workspaceId/goals/$goalId", params: { workspaceId, goalId: id } })
          }
        />
      )}
    </Page>
  );
}
