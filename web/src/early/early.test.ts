import { beforeEach, expect, it, vi } from "vitest";
import { Session } from "@/api/session";
import { Service } from "@/test/service";
import { beginEarly, earlyAnswer, earlyAnswered, earlyTokens } from "./early";
import { readKept, writeKept } from "./kept";

const board = "/v1/workspaces/wsp_1/projects/prj_1/board";
const address = { pathname: "/w/wsp_1/p/prj_1/board", search: "" };
const tokens = {
  access_token: "a2",
  refresh_token: "r2",
  expires_in: 900,
  user: { id: "usr_1", name: "Ann" },
  organization_id: "org_1",
};

let service: Service;
let others: { name: string }[];
beforeEach(() => {
  others = [];
  service = new Service().install();
  writeKept({ refreshToken: "r1", renewalKey: "k1", userId: "usr_1", organizationId: "org_1" });
  const request = (_: string, options: unknown, work?: (lock: object) => unknown) =>
    work?.(options as object);
  vi.stubGlobal("navigator", { locks: { request, query: async () => ({ held: others }) } });
});

const asked = () => service.asked.map(({ path }) => path);

it("has the tokens and the board on their way before the app asks, and nothing twice", async () => {
  service.on("POST /v1/auth/token", { body: tokens });
  service.on(`GET ${board}`, { body: { columns: [] } });
  beginEarly(address);
  const session = new Session();
  await session.restore();
  expect(session.state).toMatchObject({ phase: "signed-in", organizationId: "org_1" });
  expect(await session.accessToken()).toBe("a2");
  expect(readKept()?.refreshToken).toBe("r2");

  await earlyAnswered();
  const request = new Request(new URL(board, location.origin));
  expect(await (await earlyAnswer(request))?.json()).toEqual({ columns: [] });
  expect(await earlyAnswer(request)).toBeNull();
  expect(asked().filter((path) => path === board)).toHaveLength(1);
  expect(asked().filter((path) => path === "/v1/auth/token")).toHaveLength(1);
  expect(service.asked.find(({ path }) => path === board)?.headers.get("Authorization")).toBe("Bearer a2");
});

it("leaves it to the session when the renewal is refused", async () => {
  service.on("POST /v1/auth/token", { status: 401, body: { code: "unauthenticated" } });
  beginEarly(address);
  expect(await earlyTokens()).toBeNull();
  expect(await earlyAnswer(new Request(new URL(board, location.origin)))).toBeNull();
  expect(asked()).toEqual(["/v1/auth/token"]);
});

it("renews nothing while another tab can be asked, and nothing for somebody who is signed out", async () => {
  others = [{ name: "onetick.tab" }];
  beginEarly(address);
  expect(await earlyTokens()).toBeNull();
  others = [];
  localStorage.clear();
  beginEarly(address);
  expect(await earlyTokens()).toBeNull();
  expect(asked()).toEqual([]);
});
