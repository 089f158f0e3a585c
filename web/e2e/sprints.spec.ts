import type { Locator, Page } from "@playwright/test";
import { expect, type Person, test } from "./test";

const block = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const titles = (of: Locator) => of.locator("[data-row] a").allInnerTexts();

async function drag(page: Page, what: Locator, to: Locator, where: "top" | "bottom"): Promise<void> {
  const from = await what.boundingBox();
  const target = await to.boundingBox();
  if (!from || !target) throw new Error("nothing to drag");
  await page.mouse.move(from.x + 120, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 130, from.y + from.height / 2 + 8, { steps: 3 });
  const y = where === "top" ? target.y + 2 : target.y + target.height - 2;
  await page.mouse.move(target.x + 130, y, { steps: 10 });
  await page.mouse.up();
}

const order = async (ann: Person, sprintId: string) =>
  ((await ann.call("GET", `${ann.w}/sprints/${sprintId}/tasks`)).data as unknown as { title: string }[]).map(
    ({ title }) => title,
  );

test("a sprint is planned by dragging, started, and completed with what is open carried over", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  for (const [title, points] of [
    ["One", 3],
    ["Two", 5],
    ["Three", 8],
  ] as const)
    await ann.task(project, title, { points });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/sprints`);
  await expect(page.getByText("Plan in sprints")).toBeVisible();
  await page.getByRole("button", { name: "New sprint" }).click();
  const form = page.getByRole("dialog");
  await expect(form.getByLabel("Name")).toHaveValue("Sprint 1");
  await form.getByLabel("Goal").fill("Something <i>edible</i>");
  await form.getByLabel("Capacity in points").fill("10");
  await form.getByRole("button", { name: "Create" }).click();
  const sprint = block(page, "Sprint 1");
  await expect(sprint.getByText("Something <i>edible</i>")).toBeVisible();

  const backlog = block(page, "Backlog");
  const row = (title: string) => page.locator("[data-row]").filter({ hasText: title });
  await drag(page, row("Two"), sprint.getByRole("list"), "bottom");
  await expect.poll(() => titles(sprint)).toEqual(["Two"]);
  await drag(page, row("Three"), sprint.getByRole("list"), "top");
  await expect.poll(() => titles(sprint)).toEqual(["Three", "Two"]);
  await expect(sprint.getByText("13 of 10 points")).toBeVisible();
  await expect(sprint.getByText("3 over the capacity")).toBeVisible();
  await drag(page, row("Three"), backlog.getByRole("list"), "bottom");
  await expect.poll(() => titles(sprint)).toEqual(["Two"]);
  const [{ id }] = (await ann.call("GET", `${ann.w}/sprints`)).data as unknown as [{ id: string }];
  await expect.poll(() => order(ann, id)).toEqual(["Two"]);

  // By the keyboard alone.
  await page.getByRole("link", { name: "LAUNCH-1 One" }).focus();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Sprint 1" }).press("Enter");
  await expect.poll(() => order(ann, id)).toEqual(["Two", "One"]);
  await page.getByRole("link", { name: "LAUNCH-1 One" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => order(ann, id)).toEqual(["One", "Two"]);

  await sprint.getByRole("button", { name: "Start sprint" }).click();
  await expect(page.getByRole("dialog")).toContainText("2 tasks with 8 points");
  await page.getByRole("dialog").getByRole("button", { name: "Start sprint" }).click();
  await expect(sprint.getByText("Running")).toBeVisible();
  await ann.call("POST", `${ann.w}/tasks/LAUNCH-2/transition`, { status: "done" });
  await page.reload();
  await expect(sprint.getByText("5 of 8 points done")).toBeVisible();
  await sprint.getByRole("button", { name: "Complete sprint" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 task done, 1 task still open.");
  await page.getByRole("dialog").getByRole("button", { name: "Complete sprint" }).click();
  await expect(page.getByText("Sprint 1 is completed, 1 task carried over")).toBeVisible();
  await expect.poll(async () => (await titles(backlog)).sort()).toEqual(["One", "Three"]);
  await page.getByRole("link", { name: "Sprint 1" }).click();
  await expect(page.getByRole("img", { name: /^Velocity. On average 5 points a sprint/ })).toBeVisible();
});

test("the report shows the burndown as a chart and as a table, and what changed the scope", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const sprint = await ann.call("POST", `${ann.w}/sprints`, { project_id: project.id, name: "Sprint 1" });
  const tasks = [];
  for (const points of [3, 5]) tasks.push(await ann.task(project, `Worth ${points}`, { points }));
  await ann.call("POST", `${ann.w}/sprints/${sprint.id}/tasks`, { add: tasks.map(({ id }) => id) });
  await ann.call("POST", `${ann.w}/sprints/${sprint.id}/start`, {});
  const late = await ann.task(project, "Came later", { points: 2 });
  await ann.call("PUT", `${ann.w}/sprints/${sprint.id}/tasks/${late.id}`, {});
  await ann.call("POST", `${ann.w}/tasks/LAUNCH-1/transition`, { status: "done" });
  const page = await as(ann);
  const address = `/w/${ann.workspaceId}/p/${project.id}/sprints/${sprint.id}`;
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByRole("img", { name: /Started with 8 points.*: 7 points$/ })).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole("region", { name: "Changes of scope" })).toContainText("LAUNCH-3 added");
  const burndown = page.getByRole("region", { name: "Burndown" }).first();
  await burndown.getByText("Show as a table").click();
  await expect(burndown.getByRole("row").last()).toContainText("7310");
  await page.getByText("Tasks", { exact: true }).first().click();
  await expect(page).toHaveURL(/unit=tasks/);
  await expect(page.getByRole("img", { name: /Started with 2 tasks/ })).toBeVisible();
});

test("a refused move puts the task back, a deleted sprint comes back, and a viewer plans nothing", async ({
  ann,
  as,
}) => {
  const project = await ann.project("Launch", { visibility: "private" });
  const sprint = await ann.call("POST", `${ann.w}/sprints`, { project_id: project.id, name: "Sprint 1" });
  await ann.task(project, "Stays");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/sprints`);
  await page.route(`**/sprints/${sprint.id}/tasks/*`, (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 409, code: "conflict", title: "No", detail: "Not now." }),
    }),
  );
  await drag(page, page.locator("[data-row]"), block(page, "Sprint 1").getByRole("list"), "bottom");
  await expect(page.getByRole("alert")).toContainText("Not now.");
  await expect.poll(() => titles(block(page, "Backlog"))).toEqual(["Stays"]);
  await page.getByRole("button", { name: "More about Sprint 1" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(block(page, "Sprint 1")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(block(page, "Sprint 1")).toBeVisible();

  const vic = await ann.colleague("Vic Viewer");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${vic.id}`, { role: "viewer" });
  const other = await as(vic);
  await other.goto(`/w/${ann.workspaceId}/p/${project.id}/sprints`);
  await expect(block(other, "Sprint 1")).toBeVisible();
  await expect(other.getByRole("button", { name: /New sprint|Start sprint|Move LAUNCH/ })).toHaveCount(0);
});
