import { Popover, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconSmile } from "@/components/icons";
import type { Comment } from "../queries";
import type { CommentActions } from "./actions";
import classes from "./comments.module.css";
import { messages } from "./messages";
import { OFFERED } from "./reactions";

interface Props {
  comment: Comment;
  actions: CommentActions;
  mayReact: boolean;
}

export function Reactions({ comment, actions, mayReact }: Props) {
  return comment.reactions.map(({ id, emoji, count }) => {
    const isMine = comment.own_reactions.includes(id);
    return (
      <UnstyledButton
        key={id}
        className={classes.reaction}
        disabled={!mayReact}
        aria-pressed={isMine}
        aria-label={messages.reaction(emoji, count, isMine)}
        onClick={() => void actions.react(comment, emoji)}
      >
        {emoji} {count}
      </UnstyledButton>
    );
  });
}

export function ReactionPicker({ comment, actions }: Omit<Props, "mayReact">) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.quiet}
          aria-label={messages.react}
          onClick={() => setOpen(!isOpen)}
        >
          <IconSmile size={15} stroke={1.7} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className={classes.emoji}>
          {OFFERED.map((emoji) => (
            <UnstyledButton
              key={emoji}
              aria-label={messages.reactWith(emoji)}
              onClick={() => {
                setOpen(false);
                void actions.react(comment, emoji);
              }}
            >
              {emoji}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
