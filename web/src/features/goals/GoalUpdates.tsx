import { Button, Group, Select, Skeleton, Textarea } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok } from "@/api/client";
import { paced } from "@/api/live";
import { ago } from "@/components/dates";
import { useDraft } from "@/components/drafts";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useAction } from "@/components/feedback/use-action";
import { Markdown } from "@/components/Markdown";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./goals.module.css";
import { messages } from "./messages";
import { HealthTag } from "./parts";
import { type Goal, goalPath, goalsKey, goalUpdatesQuery, type Health } from "./queries";

/** What was reported on the goal, latest first. */
export function GoalUpdates({ goal, mayManage }: { goal: Goal; mayManage: boolean }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const found = useInfiniteQuery({ ...goalUpdatesQuery(workspaceId, goal.id), ...paced("now-and-then") });
  const updates = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section className={classes.part} aria-label={messages.updates}>
      <h2>{messages.updates}</h2>
      {mayManage && <NewUpdate goal={goal} />}
      {found.isPending && <Skeleton h={60} />}
      {found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      {found.isSuccess && updates.length === 0 && <p className={classes.faint}>{messages.noUpdates}</p>}
      <ul className={classes.tree}>
        {updates.map((update) => {
          const name = people.name(update.created_by) ?? shared.somebody;
          return (
            <li key={update.id} className={classes.update}>
              <div className={classes.facts}>
                <PersonAvatar id={update.created_by} name={name} size={20} withTooltip={false} />
                <strong>{name}</strong>
                <HealthTag health={update.health} />
                <span>{messages.reached(Math.round(update.progress))}</span>
                <span>{ago(update.created_at)}</span>
              </div>
              <Markdown text={update.text} />
            </li>
          );
        })}
      </ul>
      {found.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {shared.more}
        </Button>
      )}
    </section>
  );
}

function NewUpdate({ goal }: { goal: Goal }) {
  const workspaceId = useWorkspaceId();
  const [text, setText] = useDraft(`goal.${goal.id}`);
  const [health, setHealth] = useState<Health>(goal.health ?? "on_track");
  const post = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/status-updates", {
          ...goalPath(workspaceId, goal.id),
          body: { health, text: text.trim() },
        }),
      ),
    { refresh: [goalsKey(workspaceId) as unknown as string[]], onDone: () => setText("") },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) post.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.newUpdate}>
      <Textarea
        autosize
        minRows={2}
        aria-label={messages.updateText}
        placeholder={messages.updateText}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt={8} justify="space-between">
        <Select
          size="xs"
          aria-label={messages.healthLabel}
          allowDeselect={false}
          value={health}
          data={Object.entries(messages.health).map(([value, label]) => ({ value, label }))}
          onChange={(next) => setHealth((next as Health) ?? "on_track")}
        />
        <Button type="submit" size="compact-sm" disabled={!text.trim()} loading={post.isPending}>
          {messages.post}
        </Button>
      </Group>
    </form>
  );
}
