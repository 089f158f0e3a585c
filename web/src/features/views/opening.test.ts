import { beforeEach, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query-client";
import { session } from "@/api/session";
import { Service } from "@/test/service";
import { defaultOpening } from "./opening";

const views = "/v1/workspaces/wsp_1/views";
const board = "/v1/workspaces/wsp_1/projects/prj_1/board";
const view = { id: "viw_1", type: "list", project_id: "prj_1", filter: {}, options: {}, is_default: true };

let service: Service;
let answer: (body: object) => void;
beforeEach(() => {
  queryClient.clear();
  service = new Service().install();
  service.on(`GET ${board}`, { body: { columns: [] } });
  service.on(`GET ${views}`, () => new Promise((resolve) => (answer = (body) => resolve({ body }))));
  vi.spyOn(session, "accessToken").mockResolvedValue("token");
});

const asked = () => service.asked.map(({ path }) => path.split("?")[0]);

it("asks for what most projects open with while the views are on their way, and once", async () => {
  const opening = defaultOpening("wsp_1", "prj_1", "board");
  await vi.waitFor(() => expect(asked().sort()).toEqual([board, views]));
  answer({ data: [view], page: {} });
  expect(await opening).toMatchObject({ to: "/w/$workspaceId/p/$projectId/list", search: { view: "viw_1" } });
  expect(asked()).toHaveLength(2);
});

it("asks for no tasks where the view that was used last shows others", async () => {
  const opening = defaultOpening("wsp_1", "prj_1", "calendar");
  await vi.waitFor(() => expect(asked()).toEqual([views]));
  answer({ data: [{ ...view, is_default: false }], page: {} });
  expect(await opening).toBeNull();
  expect(asked()).toEqual([views]);
});

it("opens a project without its default view where the service keeps quiet", async () => {
  vi.useFakeTimers();
  const opening = defaultOpening("wsp_1", "prj_1", "calendar");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await opening).toBeNull();
  vi.useRealTimers();
});
