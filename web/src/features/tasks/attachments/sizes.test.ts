import { describe, expect, it } from "vitest";
import { mediaType, sizeInWords } from "./sizes";

describe("a file", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [48_213, "48"],
    [999_600, "1"],
    [1_250_000, "1.3"],
  ])("of %i bytes is called %s of its unit", (bytes, words) => {
    expect(sizeInWords(bytes)).toContain(words);
  });

  it("has the media type that the API takes", () => {
    expect(mediaType("text/plain; charset=utf-8")).toBe("text/plain");
    expect(mediaType("")).toBe("application/octet-stream");
    expect(mediaType("<b>/x")).toBe("application/octet-stream");
  });
});
