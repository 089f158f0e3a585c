import { describe, expect, it } from "vitest";
import { merged } from "./queries";
import { countsOf, outcomeOf, percentOf, titleOf } from "./story";

const job = (id: string, state: string, created_at = "2026-03-01T10:00:00Z") =>
  ({ id, state, created_at }) as Parameters<typeof merged>[0][number];

describe("a job in words", () => {
  it("has a name also when its kind is new here", () => {
    expect(titleOf({ kind: "export", result: null })).toBe("Export");
    expect(titleOf({ kind: "import", result: { mode: "plan" } })).toBe("A look into the file");
    expect(titleOf({ kind: "water_plants", result: null })).toBe("Water plants");
  });

  it("says how far it is, and nothing while the end is unknown", () => {
    expect(percentOf({ state: "running", progress: { done: 5, total: 20 } })).toBe(25);
    expect(percentOf({ state: "running", progress: { done: 5, total: null } })).toBeNull();
    expect(percentOf({ state: "running", progress: { done: 30, total: 20 } })).toBe(100);
    expect(percentOf({ state: "partial", progress: { done: 5, total: 20 } })).toBe(100);
  });

  it("counts what matters first, and leaves out what did not happen", () => {
    expect(countsOf({ counts: { refused: 2, odd_ones: 3, created: 120, skipped: 0 } })).toBe(
      "120 created, 2 refused, 3 odd ones",
    );
  });

  it("leads to what came of it", () => {
    expect(outcomeOf({ result: { project_id: "prj_1", import_id: "imp_1" } })).toEqual({
      kind: "import",
      importId: "imp_1",
    });
    expect(outcomeOf({ result: { project_id: 7 } })).toBeNull();
  });
});

describe("the list", () => {
  it("keeps what was accepted a moment ago and is not listed yet", () => {
    const now = Date.parse("2026-03-01T10:00:30Z");
    const ids = merged([job("b", "running")], [job("a", "queued"), job("b", "queued")], now).map(
      ({ id, state }) => `${id} ${state}`,
    );
    expect(ids).toEqual(["a queued", "b running"]);
  });

  it("forgets what has long been missing", () => {
    expect(merged([], [job("a", "queued")], Date.parse("2026-03-01T10:05:00Z"))).toEqual([]);
  });
});
