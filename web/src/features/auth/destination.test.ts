import { describe, expect, it } from "vitest";
import { destination } from "./routes";

describe("where one goes after signing in", () => {
  it.each(["/", "/w/wsp_1/inbox?task=A-1#x", "/a//b"])("is a path of ours: %s", (next) => {
    expect(destination({ next })).toBe(next);
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    5,
    null,
  ])("is never elsewhere: %j", (next) => {
    expect(destination({ next: next as string })).toBe("/");
  });
});
