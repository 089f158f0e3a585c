import { Button, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { paced } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconInbox } from "@/components/icons";
import { Page } from "@/components/Page";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { InboxLine } from "./InboxLine";
import classes from "./inbox.module.css";
import { useMarking } from "./marking";
import { messages } from "./messages";
import { notificationsQuery } from "./queries";

export function InboxPage() {
  const workspaceId = useWorkspaceId();
  const [state, setState] = useState<"all" | "unread">("all");
  const inbox = useInfiniteQuery({ ...notificationsQuery(workspaceId, state), ...paced("now-and-then") });
  const marking = useMarking();
  const all = inbox.data?.pages.flatMap((page) => page.data) ?? [];
  const [newest] = all;
  return (
    <Page
      title={messages.title}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={messages.show}
            value={state}
            onChange={(value) => setState(value as typeof state)}
            data={[
              { value: "all", label: messages.all },
              { value: "unread", label: messages.onlyUnread },
            ]}
          />
          {newest && all.some(({ read }) => !read) && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => void marking.through(newest)}
            >
              {messages.markAll}
            </Button>
          )}
        </>
      }
    >
      {inbox.isPending && (
        <Stack gap={8}>
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} h={56} />
          ))}
        </Stack>
      )}
      {inbox.isError && !inbox.data && <ProblemNotice error={inbox.error} retry={inbox.refetch} />}
      {inbox.data && all.length === 0 && (
        <EmptyState icon={<IconInbox stroke={1.5} />} title={messages.empty}>
          {messages.emptyText}
        </EmptyState>
      )}
      <ul className={classes.lines}>
        {all.map((notification) => (
          <li key={notification.id}>
            <InboxLine notification={notification} onMark={marking.one} />
          </li>
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}
