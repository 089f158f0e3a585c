import { Button, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { paced } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconInbox } from "@/components/icons";
import classes from "../forms.module.css";
import { messages } from "../messages";
import { type Form, type State, submissionsQuery } from "../queries";
import { SubmissionCard } from "./SubmissionCard";

/** What was sent by the form, by what became of it. */
export function Submissions({ form }: { form: Form }) {
  const { workspace_id: workspaceId, project_id: projectId, id: formId } = form;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { state?: string };
  const state = search.state && search.state in messages.states ? (search.state as State) : "new";
  const submissions = useInfiniteQuery({
    ...submissionsQuery(workspaceId, formId, state),
    ...paced("now-and-then"),
  });
  const all = submissions.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className={classes.reading}>
      <SegmentedControl
        size="xs"
        mb="md"
        className={classes.states ?? ""}
        aria-label={messages.submissions}
        value={state}
        data={Object.entries(messages.states).map(([value, label]) => ({ value, label }))}
        onChange={(value) =>
          void navigate({
            to: "/w/$workspaceId/p/$projectId/forms/$formId",
            params: { workspaceId, projectId, formId },
            search: { part: "submissions", ...(value === "new" ? {} : { state: value }) },
            replace: true,
          })
        }
      />
      {submissions.isPending && (
        <Stack gap={12} aria-busy="true">
          {[0, 1].map((line) => (
            <Skeleton key={line} h={140} />
          ))}
        </Stack>
      )}
      {submissions.isError && !submissions.data && (
        <ProblemNotice error={submissions.error} retry={submissions.refetch} />
      )}
      {submissions.data && all.length === 0 && (
        <EmptyState icon={<IconInbox stroke={1.5} />} title={messages.noSubmissions[state]}>
          {messages.noSubmissionsText}
        </EmptyState>
      )}
      <ul className={classes.submissions}>
        {all.map((submission) => (
          <SubmissionCard
            key={submission.id}
            form={form}
            submission={submission}
            others={all.filter(({ id }) => id !== submission.id)}
          />
        ))}
      </ul>
      {submissions.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={submissions.isFetchingNextPage}
          onClick={() => void submissions.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </div>
  );
}
