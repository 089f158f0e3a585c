import { Button, Group, Select, Skeleton, Textarea } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { paced } from "@/api/live";
import { ago } from "@/components/dates";
import { useDraft } from "@/components/drafts";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { Markdown } from "@/components/Markdown";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { HealthTag } from "@/features/goals/parts";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import classes from "./portfolios.module.css";
import { type Health, type Portfolio, portfolioPath, portfoliosKey, updatesQuery } from "./queries";

type Update = Schemas["PortfolioUpdateView"];

const HEALTHS = Object.entries(messages.healths)
  .filter(([value]) => value !== "none")
  .map(([value, label]) => ({ value, label }));
const ONE =
  "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates/{portfolio_update_id}" as const;

/** What was reported on the portfolio, latest first. */
export function PortfolioUpdates({ portfolio, mayEdit }: { portfolio: Portfolio; mayEdit: boolean }) {
  const workspaceId = useWorkspaceId();
  const found = useInfiniteQuery({ ...updatesQuery(workspaceId, portfolio.id), ...paced("now-and-then") });
  const updates = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-label={messages.updates}>
      {mayEdit && <NewUpdate portfolio={portfolio} />}
      {found.isPending && <Skeleton h={60} />}
      {found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      {found.isSuccess && updates.length === 0 && <p className={classes.faint}>{messages.noUpdates}</p>}
      <ul className={classes.updates}>
        {updates.map((update) => (
          <Posted key={update.id} portfolio={portfolio} update={update} mayEdit={mayEdit} />
        ))}
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

function Posted({ portfolio, update, mayEdit }: { portfolio: Portfolio; update: Update; mayEdit: boolean }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const name = people.name(update.created_by) ?? shared.somebody;
  const refresh = [portfoliosKey(workspaceId)];
  const { path } = portfolioPath(workspaceId, portfolio.id).params;
  const on = { params: { path: { ...path, portfolio_update_id: update.id } } };
  const restore = useAction(() => ok(api.POST(`${ONE}/restore`, on)), { refresh });
  const remove = useAction(() => ok(api.DELETE(ONE, on)), {
    refresh,
    onDone: () => undoable(messages.tookBack, () => restore.mutateAsync()),
  });
  return (
    <li className={classes.update}>
      <div className={classes.facts}>
        <PersonAvatar id={update.created_by} name={name} size={20} withTooltip={false} />
        <strong>{name}</strong>
        <HealthTag health={update.health} />
        <span>{ago(update.created_at)}</span>
        {mayEdit && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => remove.mutate()}>
            {messages.takeBack}
          </Button>
        )}
      </div>
      <Markdown text={update.text} />
    </li>
  );
}

function NewUpdate({ portfolio }: { portfolio: Portfolio }) {
  const workspaceId = useWorkspaceId();
  const [text, setText] = useDraft(`portfolio.${portfolio.id}`);
  const [health, setHealth] = useState<Health>(portfolio.health ?? "on_track");
  const post = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates", {
          ...portfolioPath(workspaceId, portfolio.id),
          body: { health, text: text.trim() },
        }),
      ),
    { refresh: [portfoliosKey(workspaceId)], onDone: () => setText("") },
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
          data={HEALTHS}
          onChange={(next) => setHealth((next as Health) ?? "on_track")}
        />
        <Button type="submit" size="compact-sm" disabled={!text.trim()} loading={post.isPending}>
          {messages.post}
        </Button>
      </Group>
    </form>
  );
}
