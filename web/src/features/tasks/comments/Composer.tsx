import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useUser } from "@/app/session-hooks";
import { useDraft } from "@/components/drafts";
import { failed } from "@/components/feedback/toasts";
import { Markdown } from "@/components/Markdown";
import { PersonAvatar } from "@/components/PersonAvatar";
import { MentionTextarea } from "../MentionTextarea";
import { toStored, toTyped } from "../mentions";
import { messages } from "../messages";
import classes from "./comments.module.css";
import { messages as words } from "./messages";

interface Props {
  /** Under which what was typed is kept. */
  draftKey: string;
  projectId: string;
  label: string;
  action: string;
  send: (body: string) => Promise<void>;
  autoFocus?: boolean;
  onCancel?: () => void;
}

/** Where one writes. What was typed is kept until it was sent, over reloads as well. */
export function Composer({ draftKey, projectId, label, action, send, autoFocus = false, onCancel }: Props) {
  const user = useUser();
  const [draft, setDraft] = useDraft(draftKey);
  const [isPreview, setPreview] = useState(false);
  const typed = useMemo(() => toTyped(draft), [draft]);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      setDraft("");
      setPreview(false);
      onCancel?.();
    },
    onError: (error) => failed(error, messages.commentNotSent),
  });
  const submit = () => {
    const body = draft.trim();
    if (body && !sending.isPending) sending.mutate(body);
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
        {isPreview && draft ? (
          <div className={classes.preview}>
            <Markdown text={draft} />
          </div>
        ) : (
          <MentionTextarea
            projectId={projectId}
            value={typed}
            autoFocus={autoFocus}
            onChange={(next) => setDraft(toStored(next))}
            minRows={draft ? 3 : 1}
            maxRows={14}
            maxLength={10_000}
            placeholder={label}
            aria-label={label}
            onKeyDown={(event) => {
              if (event.key === "Escape" && onCancel) {
                event.stopPropagation();
                onCancel();
              }
              if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
              event.preventDefault();
              submit();
            }}
          />
        )}
        {(draft || onCancel) && (
          <Group gap="xs" mt="xs">
            <Button type="submit" size="compact-sm" loading={sending.isPending} disabled={!draft.trim()}>
              {action}
            </Button>
            {draft && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-pressed={isPreview}
                onClick={() => setPreview(!isPreview)}
              >
                {isPreview ? words.write : words.preview}
              </Button>
            )}
            {onCancel && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
                {messages.cancel}
              </Button>
            )}
          </Group>
        )}
      </div>
    </form>
  );
}
