import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useUser } from "@/app/session-hooks";
import { useDraft } from "@/components/drafts";
import { failed } from "@/components/feedback/toasts";
import { PersonAvatar } from "@/components/PersonAvatar";
import { MentionTextarea } from "../MentionTextarea";
import { toStored, toTyped } from "../mentions";
import { messages } from "../messages";
import type { Task } from "../queries";
import { useCommentActions } from "./actions";
import classes from "./comments.module.css";

/** Where one writes. What was typed is kept until it was sent, over reloads as well. */
export function Composer({ task }: { task: Task }) {
  const user = useUser();
  const actions = useCommentActions(task.id);
  const [draft, setDraft] = useDraft(`comment.${task.id}`);
  const typed = useMemo(() => toTyped(draft), [draft]);
  const send = useMutation({
    mutationFn: (body: string) => actions.write(body),
    onSuccess: () => setDraft(""),
    onError: (error) => failed(error, messages.commentNotSent),
  });
  const submit = () => {
    const body = draft.trim();
    if (body && !send.isPending) send.mutate(body);
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PersonAvatar id={user.id} name={user.name} size={28} withTooltip={false} />
      <div className={classes.content}>
        <MentionTextarea
          projectId={task.project_id}
          value={typed}
          onChange={(next) => setDraft(toStored(next))}
          minRows={draft ? 3 : 1}
          maxRows={14}
          placeholder={messages.writeComment}
          aria-label={messages.writeComment}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            submit();
          }}
        />
        {draft && (
          <Button type="submit" size="compact-sm" mt="xs" loading={send.isPending}>
            {messages.sendComment}
          </Button>
        )}
      </div>
    </form>
  );
}
