import { Button, UnstyledButton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { paced } from "@/api/live";
import { messages as common } from "@/components/messages";
import { useRights } from "@/features/projects/rights";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { LoadMore } from "../panels/LoadMore";
import { type Comment, repliesQuery } from "../queries";
import { useCommentActions } from "./actions";
import { CommentItem } from "./CommentItem";
import { Composer } from "./Composer";
import classes from "./comments.module.css";
import { messages } from "./messages";

const OPEN_UP_TO = 3;

/** A comment with its replies. What is resolved is one line, until one wants to read it. */
export function Thread({ comment }: { comment: Comment }) {
  const people = usePeople();
  const { mayComment } = useRights(comment.project_id);
  const actions = useCommentActions(comment.task_id);
  const [isOpen, setOpen] = useState(comment.reply_count > 0 && comment.reply_count <= OPEN_UP_TO);
  const [isReplying, setReplying] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  if (comment.resolved_at && !isUnfolded) {
    return (
      <div className={classes.resolved}>
        {messages.resolved(people.name(comment.resolved_by ?? "") ?? common.somebody)}
        <span>{comment.body_md.slice(0, 120)}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setUnfolded(true)}>
          {messages.showResolved}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.thread}>
      <CommentItem
        comment={comment}
        onReply={
          mayComment
            ? () => {
                setOpen(true);
                setReplying(true);
              }
            : undefined
        }
      />
      {(comment.reply_count > 0 || isReplying) && (
        <div className={classes.replies}>
          {comment.reply_count > 0 && (
            <UnstyledButton
              className={classes.unfold}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? messages.hideReplies : messages.replies(comment.reply_count)}
            </UnstyledButton>
          )}
          {isOpen && comment.reply_count > 0 && <Replies comment={comment} />}
          {isReplying && (
            <Composer
              draftKey={`reply.${comment.id}`}
              projectId={comment.project_id}
              label={messages.writeReply}
              action={messages.send}
              autoFocus
              send={(body) => actions.reply(comment, body)}
              onCancel={() => setReplying(false)}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Replies({ comment }: { comment: Comment }) {
  const workspaceId = useWorkspaceId();
  const replies = useInfiniteQuery({
    ...repliesQuery(workspaceId, comment.task_id, comment.id),
    ...paced("together"),
  });
  return (
    <>
      {replies.data?.pages
        .flatMap((page) => page.data)
        .map((reply) => (
          <CommentItem key={reply.id} comment={reply} />
        ))}
      <LoadMore label={messages.furtherReplies} query={replies} />
    </>
  );
}
