import { Button, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { paced } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconApproval } from "@/components/icons";
import { Page } from "@/components/Page";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ApprovalCard } from "./ApprovalCard";
import classes from "./approvals.module.css";
import { messages } from "./messages";
import { approvalListQuery } from "./queries";

/** What waits for one's decision, and what became of what one asked for. */
export function ApprovalsPage() {
  const search = useSearch({ from: "/signed-in/w/$workspaceId/approvals" });
  const navigate = useNavigate();
  const side = search.side ?? "deciding";
  const isOwn = side === "asking";
  const found = useInfiniteQuery({ ...approvalListQuery(useWorkspaceId(), side), ...paced("now-and-then") });
  const all = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Page
      title={messages.title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={messages.side}
          value={side}
          onChange={(next) =>
            void navigate({ to: ".", search: (next === "asking" ? { side: next } : {}) as never })
          }
          data={[
            { value: "deciding", label: messages.deciding },
            { value: "asking", label: messages.asking },
          ]}
        />
      }
    >
      {found.isPending && (
        <Stack gap="sm" aria-busy="true">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} h={120} radius="md" />
          ))}
        </Stack>
      )}
      {found.isError && !found.data && <ProblemNotice error={found.error} retry={found.refetch} />}
      {found.data && all.length === 0 && !found.hasNextPage && (
        <EmptyState
          icon={<IconApproval stroke={1.5} />}
          title={isOwn ? messages.emptyAsking : messages.emptyDeciding}
        >
          {isOwn ? messages.emptyAskingText : messages.emptyDecidingText}
        </EmptyState>
      )}
      <ul className={classes.cards}>
        {all.map((approval) => (
          <li key={approval.id}>
            <ApprovalCard approval={approval} isOwn={isOwn} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}
