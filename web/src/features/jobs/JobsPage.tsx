import { Button, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ago } from "@/components/dates";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconJobs } from "@/components/icons";
import { messages as common } from "@/components/messages";
import { Page } from "@/components/Page";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { JobLine } from "./JobLine";
import classes from "./jobs.module.css";
import { messages } from "./messages";
import { allJobsQuery, type Job } from "./queries";
import { isOver } from "./story";

/** All long work, the latest first; of everybody for those who manage the workspace. */
export function JobsPage() {
  const workspaceId = useWorkspaceId();
  const mayManage = useMay("workspace:edit");
  const [whose, setWhose] = useState<"me" | "anybody">("me");
  const jobs = useInfiniteQuery({
    ...allJobsQuery(workspaceId, whose),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.data.some((job) => !isOver(job)) ? 2_000 : 30_000),
  });
  const all = jobs.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page
      title={messages.title}
      actions={
        mayManage && (
          <SegmentedControl
            size="xs"
            aria-label={messages.whose}
            value={whose}
            onChange={(value) => setWhose(value as typeof whose)}
            data={[
              { value: "me", label: messages.mine },
              { value: "anybody", label: messages.everybody },
            ]}
          />
        )
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {messages.text}
      </Text>
      {jobs.isPending && (
        <Stack gap={8} aria-busy="true">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} h={56} />
          ))}
        </Stack>
      )}
      {jobs.isError && !jobs.data && <ProblemNotice error={jobs.error} retry={jobs.refetch} />}
      {jobs.data && all.length === 0 && (
        <EmptyState icon={<IconJobs stroke={1.5} />} title={messages.empty}>
          {messages.emptyText}
        </EmptyState>
      )}
      <ul className={classes.list}>
        {all.map((job) => (
          <li key={job.id}>
            <JobLine job={job} />
            <When job={job} isOthers={whose === "anybody"} />
          </li>
        ))}
      </ul>
      {jobs.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={jobs.isFetchingNextPage}
          onClick={() => void jobs.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}

function When({ job, isOthers }: { job: Job; isOthers: boolean }) {
  const people = usePeople();
  const seconds =
    job.started_at && job.finished_at
      ? (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
      : null;
  return (
    <small className={classes.when}>
      {isOthers && <span>{people.name(job.created_by) ?? common.somebody}</span>}
      <time dateTime={job.created_at}>{ago(job.created_at)}</time>
      {seconds !== null && <span>{messages.took(seconds)}</span>}
    </small>
  );
}
