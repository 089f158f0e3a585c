import { Button, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { commentsQuery } from "../queries";
import type { TaskPartProps } from "../registry";
import { useCommentActions } from "./actions";
import { Composer } from "./Composer";
import classes from "./comments.module.css";
import { Thread } from "./Thread";

/** The conversation, the newest below, where one writes. */
export default function Comments({ task }: TaskPartProps) {
  const comments = useInfiniteQuery({ ...commentsQuery(useWorkspaceId(), task.id), ...paced("together") });
  const actions = useCommentActions(task.id);
  const { mayComment } = useRights(task.project_id);
  if (comments.isPending) return <Skeleton h={48} />;
  if (!comments.data) return <ProblemNotice error={comments.error} retry={comments.refetch} />;
  const all = comments.data.pages.flatMap((page) => page.data).reverse();
  return (
    <div className={classes.comments}>
      {comments.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={comments.isFetchingNextPage}
          onClick={() => void comments.fetchNextPage()}
        >
          {messages.earlierComments}
        </Button>
      )}
      {all.length === 0 && (
        <Text size="sm" c="dimmed">
          {messages.noComments}
        </Text>
      )}
      {all.map((comment) => (
        <Thread key={comment.id} comment={comment} />
      ))}
      {mayComment && (
        <Composer
          draftKey={`comment.${task.id}`}
          projectId={task.project_id}
          label={messages.writeComment}
          action={messages.sendComment}
          send={actions.write}
        />
      )}
    </div>
  );
}
