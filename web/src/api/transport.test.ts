import { beforeEach, describe, expect, it, vi } from "vitest";
import { Service } from "@/test/service";
import { api, ifMatch, ok } from "./client";
import { Problem, Unreachable } from "./problem";
import { session } from "./session";
import { forgetAnswers } from "./transport";

const task = "/v1/workspaces/w/tasks/t";
const path = { workspace_id: "w", task_id: "t" };
const read = () => ok(api.GET("/v1/workspaces/{workspace_id}/tasks/{task_id}", { params: { path } }));
const write = () =>
  ok(
    api.PATCH("/v1/workspaces/{workspace_id}/tasks/{task_id}", {
      params: { path, header: ifMatch({ version: 4 }) },
      body: { title: "x" },
    }),
  );

let service: Service;
beforeEach(() => {
  forgetAnswers();
  service = new Service().install();
  vi.spyOn(session, "accessToken").mockImplementation(async (refused) => (refused ? "renewed" : "token"));
});

describe("a request", () => {
  it("carries who asks, an idempotency key, and the version that was seen", async () => {
    service.on(`PATCH ${task}`, { body: { id: "t" } });
    await write();
    const [asked] = service.asked;
    expect(asked?.headers.get("Authorization")).toBe("Bearer token");
    expect(asked?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked?.headers.get("If-Match")).toBe('"v4"');
  });

  it("goes out again under the same key when its answer was lost", async () => {
    service.on(`PATCH ${task}`, new TypeError("reset"), { body: { id: "t" } });
    await write();
    const keys = service.asked.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("goes out again with a new token when the old one was refused", async () => {
    service.on(`PATCH ${task}`, { status: 401 }, { body: { id: "t" } });
    await write();
    expect(service.asked.map(({ headers }) => headers.get("Authorization"))).toEqual([
      "Bearer token",
      "Bearer renewed",
    ]);
    expect(service.asked[1]?.headers.get("Idempotency-Key")).toBe(
      service.asked[0]?.headers.get("Idempotency-Key"),
    );
  });

  it("waits as long as a full bucket asks for", async () => {
    service.on(`GET ${task}`, { status: 429, headers: { "Retry-After": "0.01" } }, { body: { id: "t" } });
    expect(await read()).toEqual({ id: "t" });
  });

  it("asks whether anything changed, and shows what it has when nothing did", async () => {
    service.on(`GET ${task}`, { body: { id: "t" }, headers: { ETag: '"v1"' } }, { status: 304 });
    const first = await read();
    expect(await read()).toEqual(first);
    expect(service.asked[1]?.headers.get("If-None-Match")).toBe('"v1"');
  });

  it("says what the service refused, where, and the reference", async () => {
    const body = {
      code: "validation_failed",
      title: "Not valid",
      detail: "Look at the title.",
      correlation_id: "c-1",
      errors: [{ pointer: "/title", code: "too_long", message: "is too long" }],
    };
    service.on(`PATCH ${task}`, { status: 400, body });
    const problem = await write().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 400, code: "validation_failed", correlationId: "c-1" });
    expect((problem as Problem).byField).toEqual({ title: "is too long" });
  });

  it("says that the service is out of reach after it tried again", async () => {
    service.on(`GET ${task}`, new TypeError("down"));
    await expect(read()).rejects.toBeInstanceOf(Unreachable);
    expect(service.asked.length).toBe(3);
  });
});
