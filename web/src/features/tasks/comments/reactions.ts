/** Reactions as they are counted, before the service has. */
import type { Comment } from "../queries";

export const OFFERED = ["👍", "❤️", "🎉", "😄", "👀", "🚀", "✅", "🙏"] as const;

/** What the API calls an emoji: its code points in hexadecimal, without variation selectors. */
export function codePoints(emoji: string): string {
  return [...emoji.replace(/[\ufe0e\ufe0f]/g, "")]
    .map((one) => (one.codePointAt(0) ?? 0).toString(16))
    .join("-");
}

/** With one's own reaction, or without it when it was there. */
export function reacted(comment: Comment, emoji: string): Comment {
  const id = codePoints(emoji);
  const isMine = comment.own_reactions.includes(id);
  const step = isMine ? -1 : 1;
  const known = comment.reactions.some((one) => one.id === id);
  const reactions = known
    ? comment.reactions.map((one) => (one.id === id ? { ...one, count: one.count + step } : one))
    : [...comment.reactions, { id, emoji, count: 1 }];
  return {
    ...comment,
    reactions: reactions.filter(({ count }) => count > 0),
    own_reactions: isMine
      ? comment.own_reactions.filter((one) => one !== id)
      : [...comment.own_reactions, id],
  };
}
