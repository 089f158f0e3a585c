import { Button, Skeleton } from "@mantine/core";
import type { InfiniteData, QueryKey, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ago } from "@/components/dates";
import { Facts } from "@/components/Facts";
import { Faint } from "@/components/Faint";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { Markdown } from "@/components/Markdown";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople } from "@/features/workspaces/queries";
import type { Health } from "../health";
import { messages } from "../messages";
import { HealthTag } from "./HealthTag";
import { NewStatusUpdate, type Writing } from "./NewStatusUpdate";
import classes from "./status-updates.module.css";

interface StatusUpdate {
  id: string;
  created_by: string;
  created_at: string;
  health: Health;
  text: string;
}

interface TakingBack {
  remove: (id: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
}

interface Props<T extends StatusUpdate> {
  updates: UseInfiniteQueryResult<InfiniteData<{ data: T[] }>>;
  /** Said when there are none. */
  none: string;
  /** What is told of each besides. */
  detail?: (update: T) => ReactNode;
  /** Null: the reader may not report. */
  writing: Writing | null;
  /** Null: what was reported stays. */
  takingBack?: TakingBack | null;
  /** What is read again after each change. */
  refresh: QueryKey[];
}

/** What was reported on something, latest first. */
export function StatusUpdates<T extends StatusUpdate>({
  updates: found,
  none,
  detail,
  writing,
  takingBack = null,
  refresh,
}: Props<T>) {
  const people = usePeople();
  const updates = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      {writing && <NewStatusUpdate {...writing} refresh={refresh} />}
      {found.isPending && <Skeleton h={60} />}
      {found.isError && <ProblemNotice error={found.error} retry={found.refetch} />}
      {found.isSuccess && updates.length === 0 && <Faint>{none}</Faint>}
      <ul className={classes.updates}>
        {updates.map((update) => {
          const name = people.name(update.created_by) ?? shared.somebody;
          return (
            <li key={update.id}>
              <Facts>
                <PersonAvatar id={update.created_by} name={name} size={20} withTooltip={false} />
                <strong>{name}</strong>
                <HealthTag health={update.health} />
                {detail && <span>{detail(update)}</span>}
                <span>{ago(update.created_at)}</span>
                {takingBack && <TakeBack id={update.id} {...takingBack} refresh={refresh} />}
              </Facts>
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
    </>
  );
}

function TakeBack({ id, refresh, ...act }: TakingBack & { id: string; refresh: QueryKey[] }) {
  const restore = useAction(() => act.restore(id), { refresh });
  const remove = useAction(() => act.remove(id), {
    refresh,
    onDone: () => undoable(messages.tookBack, () => restore.mutateAsync()),
  });
  return (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => remove.mutate()}>
      {messages.takeBack}
    </Button>
  );
}
