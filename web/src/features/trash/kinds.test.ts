import { describe, expect, it } from "vitest";
import { daysLeft, trashedOf } from "./kinds";

describe("what is in the trash", () => {
  it("says until when it can be taken back, by the service or by when it was deleted", () => {
    const base = { id: "x", name: "Board", deleted_at: "2026-03-01T10:00:00.000Z" };
    expect(trashedOf({ ...base, purge_at: "2026-03-20T00:00:00Z" }).until).toBe("2026-03-20T00:00:00Z");
    expect(trashedOf(base).until).toBe("2026-03-31T10:00:00.000Z");
  });

  it("is called as people know it", () => {
    expect(trashedOf({ id: "x", key: "WEB-1", title: "Ship", updated_at: "2026-03-01T10:00:00Z" }).name).toBe(
      "WEB-1 Ship",
    );
  });

  it("counts whole days, and never less than none", () => {
    const now = Date.parse("2026-03-01T10:00:00Z");
    expect(daysLeft("2026-03-03T09:00:00Z", now)).toBe(1);
    expect(daysLeft("2026-02-01T09:00:00Z", now)).toBe(0);
  });
});
