import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test";

const MONTH = "2030-05";
const day = (page: Page, date: string) => page.locator(`[data-day="${date}"]`);
const wholeDay = (date: string) => ({
  due_at: `${date}T21:59:59Z`,
  all_day: true,
  timezone: "Europe/Berlin",
});

/** Drag from a place within something to the middle of something else. */
async function drag(page: Page, what: Locator, to: Locator, grip: "middle" | "end" = "middle") {
  const from = await what.boundingBox();
  const target = await to.boundingBox();
  if (!from || !target) throw new Error("nothing to drag");
  await page.mouse.move(
    from.x + (grip === "end" ? from.width - 3 : from.width / 2),
    from.y + from.height / 2,
  );
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height + 6, { steps: 3 });
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
}

test("a task that is dragged to another day stays there, and Undo brings it back", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Bake", {
    start_at: "2030-05-06T22:00:00Z",
    ...wholeDay("2030-05-09"),
  });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/calendar?at=${MONTH}`);
  await expect(page.getByRole("heading", { name: "May 2030" })).toBeVisible();
  const bar = page.getByRole("button", { name: "LAUNCH-1 Bake, 7 May to 9 May" });
  await drag(page, bar, day(page, "2030-05-15"));
  await expect(page.getByRole("button", { name: "LAUNCH-1 Bake, 14 May to 16 May" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "LAUNCH-1 Bake, 14 May to 16 May" })).toBeVisible();
  const now = await ann.call("GET", `${ann.w}/tasks/${task.id}`);
  expect([now.start_at, now.due_at, now.all_day]).toEqual([
    "2030-05-13T22:00:00.000Z",
    "2030-05-16T21:59:59.000Z",
    true,
  ]);

  // By its end, and back.
  await drag(page, page.getByRole("button", { name: /LAUNCH-1 Bake/ }), day(page, "2030-05-18"), "end");
  await expect(page.getByRole("button", { name: "LAUNCH-1 Bake, 14 May to 18 May" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "LAUNCH-1 Bake, 14 May to 16 May" })).toBeVisible();
});

test("a long touch moves a task, a short one scrolls", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Bake", wholeDay("2030-05-09"));
  const page = await as(ann, { viewport: { width: 1100, height: 800 }, hasTouch: true });
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/calendar?at=${MONTH}`);
  const bar = page.getByRole("button", { name: /LAUNCH-1 Bake/ });
  const finger = await page.context().newCDPSession(page);
  const touch = async (wait: number) => {
    const from = await bar.boundingBox();
    const to = await day(page, "2030-05-16").boundingBox();
    if (!from || !to) throw new Error("nothing to touch");
    const x = from.x + from.width / 2;
    const [begin, end] = [from.y + from.height / 2, to.y + to.height / 2];
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y: begin }] });
    await page.waitForTimeout(wait);
    for (let step = 1; step <= 6; step += 1) {
      const y = begin + ((end - begin) * step) / 6;
      await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y }] });
    }
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await touch(0);
  await expect(bar).toHaveAccessibleName("LAUNCH-1 Bake, 9 May");
  await touch(400);
  await expect(bar).toHaveAccessibleName("LAUNCH-1 Bake, 16 May");
});

test("tasks get dates from the tray and by a click on a day, and lose them", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Sometime");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/calendar?at=${MONTH}`);
  await page.getByRole("button", { name: "Unscheduled" }).click();
  const tray = page.getByRole("complementary", { name: "Unscheduled" });
  await drag(page, tray.getByText("Sometime"), day(page, "2030-05-22"));
  const bar = page.getByRole("button", { name: "LAUNCH-1 Sometime, 22 May" });
  await expect(bar).toBeVisible();
  await expect(tray.getByText("Every open task has a date.")).toBeVisible();
  await drag(page, bar, tray);
  await expect(tray.getByText("Sometime")).toBeVisible();
  await expect(bar).toHaveCount(0);

  await page.getByRole("button", { name: "Add a task on Friday 10 May" }).click();
  await page.getByRole("textbox", { name: "Friday 10 May" }).fill("Buy <b>flour</b>");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "LAUNCH-2 Buy <b>flour</b>, 10 May" })).toBeVisible();
  expect((await ann.call("GET", `${ann.w}/tasks/LAUNCH-2`)).due_at).toBe("2030-05-10T21:59:59.000Z");
});

test("keys move a task, and a refusal puts it back", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Call", { due_at: "2030-05-15T07:30:00Z" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/calendar?at=2030-05-15`);
  await page.getByRole("button", { name: "LAUNCH-1 Call, 15 May" }).focus();
  await expect(page.getByRole("listitem").filter({ hasText: "Call" })).toContainText("9:30");
  await page.keyboard.press("Alt+ArrowRight");
  const later = page.getByRole("button", { name: "LAUNCH-1 Call, 16 May" });
  await expect(later).toBeFocused();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/LAUNCH-1`)).due_at)
    .toBe("2030-05-16T07:30:00.000Z");
  await page.route(/\/tasks\/tsk_[^/]+$/, (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          body: JSON.stringify({ status: 409, code: "conflict", title: "No", detail: "Not now." }),
        })
      : route.fallback(),
  );
  await later.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(page.getByRole("alert")).toContainText("Not now.");
  await expect(page.getByRole("button", { name: "LAUNCH-1 Call, 16 May" })).toBeVisible();
});

test("more tasks than fit on a day are behind a number", async ({ ann, as }) => {
  const project = await ann.project();
  for (let number = 1; number <= 8; number += 1)
    await ann.task(project, `Task ${number}`, wholeDay("2030-05-15"));
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/calendar?at=${MONTH}`);
  await page.getByRole("button", { name: /more on Wednesday 15 May/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Task 8/ })
    .click();
  await expect(page.getByRole("complementary").getByText("LAUNCH-8").first()).toBeVisible();
});

test("my calendar shows my work of every project, on a phone as an agenda; a viewer changes nothing", async ({
  ann,
  as,
}) => {
  const one = await ann.project("Launch", { visibility: "private" });
  const two = await ann.project("Garden");
  const vic = await ann.colleague("Vic Viewer");
  await ann.call("PUT", `${ann.w}/projects/${one.id}/members/${vic.id}`, { role: "viewer" });
  await ann.task(one, "Mine", { ...wholeDay("2030-05-03"), assignee_ids: [ann.id] });
  await ann.task(two, "Also mine", { ...wholeDay("2030-05-04"), assignee_ids: [ann.id] });
  await ann.task(two, "Nobody's", wholeDay("2030-05-04"));
  const phone = await as(ann, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(`/w/${ann.workspaceId}/calendar?at=${MONTH}`);
  const agenda = phone.getByRole("region", { name: "Days with tasks" });
  await expect(agenda.getByRole("link", { name: "Also mine" })).toBeVisible();
  await expect(agenda.getByRole("link", { name: "Mine", exact: true })).toBeVisible();
  await expect(agenda.getByText("Nobody's")).toHaveCount(0);

  const page = await as(vic);
  await page.goto(`/w/${ann.workspaceId}/p/${one.id}/calendar?at=${MONTH}`);
  const bar = page.getByRole("button", { name: "LAUNCH-1 Mine, 3 May" });
  await drag(page, bar, day(page, "2030-05-15"));
  await expect(bar).toBeVisible();
  await expect(page.getByRole("button", { name: /^Add a task/ })).toHaveCount(0);
});
