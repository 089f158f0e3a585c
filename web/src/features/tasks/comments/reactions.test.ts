import { describe, expect, it } from "vitest";
import type { Comment } from "../queries";
import { codePoints, reacted } from "./reactions";

const comment = { reactions: [], own_reactions: [] } as unknown as Comment;

describe("a reaction", () => {
  it("is called by its code points", () => {
    expect(codePoints("👍")).toBe("1f44d");
    expect(codePoints("❤️")).toBe("2764");
  });

  it("is counted once, and taken back", () => {
    const once = reacted(comment, "👍");
    expect(once.reactions).toEqual([{ id: "1f44d", emoji: "👍", count: 1 }]);
    expect(reacted(once, "👍")).toEqual(comment);
  });

  it("joins those of others", () => {
    const theirs = { ...comment, reactions: [{ id: "1f44d", emoji: "👍", count: 2 }] };
    expect(reacted(theirs, "👍").reactions[0]?.count).toBe(3);
  });
});
