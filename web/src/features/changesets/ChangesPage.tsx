import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { ago, dayOf, fullMoment, shortDay } from "@/components/dates";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconHistory } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { Page } from "@/components/Page";
import { Tag } from "@/components/Tag";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./changesets.module.css";
import { messages } from "./messages";
import { type ChangeSet, changeSetsQuery } from "./queries";
import { operationOf } from "./story";
import { UndoButton } from "./UndoButton";

/** What one changed, day by day, with the way back. */
export function ChangesPage() {
  const workspaceId = useWorkspaceId();
  const sets = useInfiniteQuery({ ...changeSetsQuery(workspaceId), ...paced("now-and-then") });
  const all = sets.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page title={messages.title}>
      <Text size="sm" c="dimmed" mb="md">
        {messages.text}
      </Text>
      {sets.isPending && (
        <Stack gap={8} aria-busy="true">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} h={44} />
          ))}
        </Stack>
      )}
      {sets.isError && !sets.data && <ProblemNotice error={sets.error} retry={sets.refetch} />}
      {sets.data && all.length === 0 && (
        <EmptyState icon={<IconHistory stroke={1.5} />} title={messages.empty}>
          {messages.emptyText}
        </EmptyState>
      )}
      {byDay(all).map(([day, ofDay]) => (
        <section key={day} className={classes.day}>
          <h2>{shortDay(ofDay[0]?.created_at ?? day)}</h2>
          <ul>
            {ofDay.map((set) => (
              <SetLine key={set.id} set={set} />
            ))}
          </ul>
        </section>
      ))}
      {sets.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={sets.isFetchingNextPage}
          onClick={() => void sets.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}

function SetLine({ set }: { set: ChangeSet }) {
  const operation = operationOf(set.operation);
  return (
    <li className={classes.line} data-undone={set.undone_by ? true : undefined}>
      <span>
        <AnchorLink
          to="/w/$workspaceId/changes/$changeSetId"
          params={{ workspaceId: set.workspace_id, changeSetId: set.id }}
          underline="hover"
          c="inherit"
        >
          {operation}
        </AnchorLink>
        {set.undone_by && <Tag tone="warn">{messages.undone}</Tag>}
      </span>
      <time dateTime={set.created_at} title={fullMoment(set.created_at)}>
        {ago(set.created_at)}
      </time>
      <UndoButton
        size="compact-xs"
        variant="subtle"
        changeSetId={set.undone_by ?? set.id}
        createdBy={set.created_by}
        label={set.undone_by ? messages.redo : messages.undo}
        about={`${operation}, ${fullMoment(set.created_at)}`}
      />
    </li>
  );
}

function byDay(sets: readonly ChangeSet[]): [string, ChangeSet[]][] {
  const days = new Map<string, ChangeSet[]>();
  for (const set of sets) {
    const day = dayOf(set.created_at);
    days.set(day, [...(days.get(day) ?? []), set]);
  }
  return [...days];
}
