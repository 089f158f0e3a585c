import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it, vi } from "vitest";
import { session } from "@/api/session";
import { boardQuery } from "@/features/board/queries";
import { ownTasksQuery } from "@/features/home/queries";
import { projectQuery } from "@/features/projects/queries";
import { viewsQuery } from "@/features/views/queries";
import { workspaceQuery } from "@/features/workspaces/queries";
import { Service } from "@/test/service";
import { readsOf } from "./reads";

let service: Service;
let client: QueryClient;
beforeEach(() => {
  service = new Service().install();
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  vi.spyOn(session, "accessToken").mockResolvedValue("token");
});

const asked = () => service.asked.map(({ path }) => path);

// What the app would ask for otherwise would be asked for twice.
it("asks for a board exactly as the app does", async () => {
  await client.prefetchQuery(boardQuery("wsp_1", "prj_1"));
  await client.prefetchQuery(projectQuery("wsp_1", "prj_1"));
  await client.prefetchQuery(workspaceQuery("wsp_1"));
  for (const path of ["/w/wsp_1/p/prj_1/board", "/w/wsp_1/p/prj_1/list"])
    expect(readsOf(path, "?task=ALL-1")).toEqual(asked());
});

it("asks for the views of a project beside its board where the address names none", async () => {
  await client.prefetchQuery(viewsQuery("wsp_1", "prj_1"));
  await client.prefetchQuery(boardQuery("wsp_1", "prj_1"));
  await client.prefetchQuery(projectQuery("wsp_1", "prj_1"));
  await client.prefetchQuery(workspaceQuery("wsp_1"));
  for (const path of ["/w/wsp_1/p/prj_1", "/w/wsp_1/p/prj_1/"]) expect(readsOf(path, "")).toEqual(asked());
});

it("asks for what is mine exactly as the app does", async () => {
  await client.prefetchInfiniteQuery(ownTasksQuery("wsp_1"));
  await client.prefetchQuery(workspaceQuery("wsp_1"));
  expect(readsOf("/w/wsp_1", "")).toEqual(asked());
  expect(readsOf("/", "")).toEqual([]);
  localStorage.setItem("onetick.last-workspace", "wsp_1");
  expect(readsOf("/", "")).toEqual(asked());
});

it("asks for no more than it knows the address of", () => {
  const board = "/v1/workspaces/wsp_1/projects/prj_1/board";
  expect(readsOf("/w/wsp_1/p/prj_1/board", "?state=open")).not.toContain(board);
  expect(readsOf("/w/wsp_1/p/prj_1/timeline", "")).not.toContain(board);
  for (const path of ["/sign-in", "/w/wsp_1/settings/teams", "/w/wsp_1/p/prj_1/sprints/spr_1", "/forms/abc"])
    expect(readsOf(path, "")).toEqual([]);
});
