import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { faultText } from "@/api/problem";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import classes from "./jobs.module.css";
import { messages } from "./messages";
import { type Job, type JobError, jobErrorsQuery } from "./queries";

/** What went wrong with which item, in order. */
export function JobErrors({ job }: { job: Job }) {
  const errors = useInfiniteQuery(jobErrorsQuery(job.workspace_id, job.id));
  if (errors.isPending) return <Skeleton h={32} mt={6} />;
  if (!errors.data) return <ProblemNotice error={errors.error} retry={errors.refetch} />;
  const all = errors.data.pages.flatMap((page) => page.data);
  if (all.length === 0) return <p className={classes.none}>{messages.noProblems}</p>;
  return (
    <>
      <ul className={classes.errors}>
        {all.map((error) => (
          <li key={`${error.index} ${error.item} ${error.code}`}>
            <strong>{nameOf(error)}</strong> {[error.detail, ...error.errors.map(faultText)].join(" ")}
          </li>
        ))}
      </ul>
      {errors.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={errors.isFetchingNextPage}
          onClick={() => void errors.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </>
  );
}

function nameOf({ index, item }: JobError): string {
  return item ?? (index === null ? "" : messages.item(index + 1));
}
