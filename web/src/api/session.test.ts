import { beforeEach, describe, expect, it, vi } from "vitest";
import { Service } from "@/test/service";
import { Session } from "./session";

const user = { id: "usr_1", email: "ann@example.com", name: "Ann" };
const tokens = (access: string, refresh: string, organization: string | null = "org_1") => ({
  access_token: access,
  refresh_token: refresh,
  token_type: "Bearer",
  expires_in: 900,
  user,
  organization_id: organization,
});
const kept = () => JSON.parse(localStorage.getItem("onetick.session") ?? "null");
const renewals = (service: Service) => service.asked.filter(({ path }) => path === "/v1/auth/token");

let service: Service;
beforeEach(() => {
  service = new Service().install();
});

function signedIn(): Session {
  const session = new Session();
  // biome-ignore lint/suspicious/noExplicitAny: the answer of the service, as far as it matters
  session.begin(tokens("a1", "r1") as any);
  return session;
}

describe("a session", () => {
  it("keeps the access token in memory only", async () => {
    const session = signedIn();
    expect(await session.accessToken()).toBe("a1");
    expect(JSON.stringify(localStorage)).not.toMatch(/\ba1\b/);
    expect(kept().refreshToken).toBe("r1");
  });

  it("renews once however many ask", async () => {
    service.on("POST /v1/auth/token", { body: tokens("a2", "r2") });
    const session = signedIn();
    const all = await Promise.all([1, 2, 3].map(() => session.accessToken("a1")));
    expect(all).toEqual(["a2", "a2", "a2"]);
    expect(renewals(service)).toHaveLength(1);
    expect(kept().refreshToken).toBe("r2");
  });

  it("of a new tab is told by another one that has a good token", async () => {
    const first = signedIn();
    const second = new Session();
    await second.restore();
    expect(await second.accessToken()).toBe("a1");
    expect(second.state.user).toEqual(first.state.user);
    expect(renewals(service)).toHaveLength(0);
  });

  it("repeats a renewal whose answer was lost with the same key", async () => {
    // No other tab that could tell.
    vi.stubGlobal("BroadcastChannel", undefined);
    service.on("POST /v1/auth/token", new TypeError("gone"), { body: tokens("a2", "r2") });
    const session = signedIn();
    await expect(session.accessToken("a1")).rejects.toThrow("cannot be reached");
    // Another page load: nothing in memory, the same store.
    const again = new Session();
    await again.restore();
    const [first, second] = renewals(service);
    expect(second?.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
    expect(second?.body).toEqual(first?.body);
    expect(again.state.phase).toBe("signed-in");
  });

  it("uses another key for the next token", async () => {
    service.on("POST /v1/auth/token", { body: tokens("a2", "r2") }, { body: tokens("a3", "r3") });
    const session = signedIn();
    await session.accessToken("a1");
    await session.accessToken("a2");
    const [first, second] = renewals(service);
    expect(second?.headers.get("Idempotency-Key")).not.toBe(first?.headers.get("Idempotency-Key"));
  });

  it("asks for the organization that was chosen", async () => {
    service.on("POST /v1/auth/token", { body: tokens("a2", "r2", "org_2") });
    const session = signedIn();
    await session.choose("org_2");
    expect(renewals(service)[0]?.body).toMatchObject({ organization_id: "org_2" });
    expect(session.state.organizationId).toBe("org_2");
  });

  it("waits with what was asked when the service ended it, and goes on after the sign-in", async () => {
    service.on("POST /v1/auth/token", { status: 401, body: { code: "unauthenticated" } });
    const session = signedIn();
    const waiting = session.accessToken("a1");
    await vi.waitFor(() => expect(session.state.phase).toBe("ended"));
    // biome-ignore lint/suspicious/noExplicitAny: as above
    session.begin(tokens("a9", "r9") as any);
    expect(await waiting).toBe("a9");
  });

  it("does not end because the service is down", async () => {
    service.on("POST /v1/auth/token", new TypeError("gone"));
    const session = signedIn();
    await expect(session.accessToken("a1")).rejects.toThrow();
    expect(session.state.phase).toBe("signed-in");
    expect(kept().refreshToken).toBe("r1");
  });

  it("is forgotten at once when somebody signs out", async () => {
    service.on("POST /v1/auth/revoke", { status: 204 });
    const session = signedIn();
    await session.end();
    expect(session.state.phase).toBe("signed-out");
    expect(kept()).toBeNull();
    expect(service.asked[0]?.body).toEqual({ token: "r1" });
    await expect(session.accessToken()).rejects.toThrow("signed out");
  });
});
