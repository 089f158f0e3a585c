import { ActionIcon, Button, Group, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { ago, fullMoment } from "@/components/dates";
import { failed } from "@/components/feedback/toasts";
import { IconDots } from "@/components/icons";
import { Markdown } from "@/components/Markdown";
import { MenuDropdown } from "@/components/MenuDropdown";
import { messages as common } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { useRights } from "@/features/projects/rights";
import { usePeople } from "@/features/workspaces/queries";
import { MentionTextarea } from "../MentionTextarea";
import { type Typed, toStored, toTyped } from "../mentions";
import { messages } from "../messages";
import type { Comment } from "../queries";
import { useCommentActions } from "./actions";
import classes from "./comments.module.css";
import { EditHistory } from "./EditHistory";
import { messages as words } from "./messages";
import { ReactionPicker, Reactions } from "./Reactions";

interface Props {
  comment: Comment;
  /** Of what starts a thread, for those who may write. */
  onReply?: (() => void) | undefined;
}

export function CommentItem({ comment, onReply }: Props) {
  const people = usePeople();
  const user = useUser();
  const actions = useCommentActions(comment.task_id);
  const [typed, setTyped] = useState<Typed | null>(null);
  const { mayComment } = useRights(comment.project_id);
  const isMine = comment.created_by === user.id;
  const name = isMine ? user.name : (people.name(comment.created_by) ?? common.somebody);

  const save = async () => {
    if (!typed) return;
    try {
      await actions.change(comment, toStored(typed));
      setTyped(null);
    } catch (error) {
      failed(error);
    }
  };
  if (comment.deleted_at) return <p className={classes.deleted}>{words.deleted}</p>;
  return (
    <article className={classes.comment} aria-label={`${name}, ${ago(comment.created_at)}`}>
      <PersonAvatar id={comment.created_by} name={name} size={28} withTooltip={false} />
      <div className={classes.content}>
        <header className={classes.byline}>
          <strong>{name}</strong>
          <Tooltip label={fullMoment(comment.created_at)}>
            <time dateTime={comment.created_at}>{ago(comment.created_at)}</time>
          </Tooltip>
          {comment.edited_at && <EditHistory comment={comment} />}
          {isMine && !typed && (
            <Menu position="bottom-end" width={140}>
              <Menu.Target>
                <ActionIcon size="sm" ml="auto" aria-label={messages.commentActions}>
                  <IconDots size={15} />
                </ActionIcon>
              </Menu.Target>
              <MenuDropdown>
                <Menu.Item onClick={() => setTyped(toTyped(comment.body_md))}>
                  {messages.editComment}
                </Menu.Item>
                <Menu.Item color="var(--ot-bad)" onClick={() => void actions.remove(comment)}>
                  {messages.removeComment}
                </Menu.Item>
              </MenuDropdown>
            </Menu>
          )}
        </header>
        {typed ? (
          <>
            <MentionTextarea
              projectId={comment.project_id}
              value={typed}
              onChange={setTyped}
              maxRows={16}
              autoFocus
              aria-label={messages.editComment}
            />
            <Group gap="xs" mt="xs">
              <Button size="compact-sm" onClick={() => void save()} disabled={!typed.text.trim()}>
                {messages.save}
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTyped(null)}>
                {messages.cancel}
              </Button>
            </Group>
          </>
        ) : (
          <Markdown text={comment.body_md} />
        )}
        <footer className={classes.foot}>
          <Reactions comment={comment} actions={actions} mayReact={mayComment} />
          {mayComment && <ReactionPicker comment={comment} actions={actions} />}
          {onReply && (
            <UnstyledButton className={classes.quiet} onClick={onReply}>
              {words.reply}
            </UnstyledButton>
          )}
          {onReply && (
            <UnstyledButton
              className={classes.quiet}
              onClick={() => void (comment.resolved_at ? actions.reopen(comment) : actions.settle(comment))}
            >
              {comment.resolved_at ? words.reopen : words.resolve}
            </UnstyledButton>
          )}
        </footer>
      </div>
    </article>
  );
}
