import { Button, Group, Select, Textarea } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/components/drafts";
import { useAction } from "@/components/feedback/use-action";
import type { Health } from "../health";
import { messages } from "../messages";
import classes from "./status-updates.module.css";

const HEALTHS = Object.entries(messages.healths).map(([value, label]) => ({ value, label }));

export interface Writing {
  /** Under which name what is typed is kept until it is sent. */
  draft: string;
  /** As it stands so far. */
  health: Health | null;
  send: (body: { health: Health; text: string }) => Promise<unknown>;
}

/** Where a status update is written. */
export function NewStatusUpdate({ draft, health: before, send, refresh }: Writing & { refresh: QueryKey[] }) {
  const [text, setText] = useDraft(draft);
  const [health, setHealth] = useState<Health>(before ?? "on_track");
  const post = useAction(() => send({ health, text: text.trim() }), { refresh, onDone: () => setText("") });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) post.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.new}>
      <Textarea
        autosize
        minRows={2}
        aria-label={messages.text}
        placeholder={messages.text}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt={8} justify="space-between">
        <Select
          size="xs"
          aria-label={messages.healthLabel}
          allowDeselect={false}
          value={health}
          data={HEALTHS}
          onChange={(next) => setHealth((next as Health) ?? "on_track")}
        />
        <Button type="submit" size="compact-sm" disabled={!text.trim()} loading={post.isPending}>
          {messages.post}
        </Button>
      </Group>
    </form>
  );
}
