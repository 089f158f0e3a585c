import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test";

const column = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });
const titles = (of: Locator) => of.locator("[data-task] p").allInnerTexts();

/** Drag with a real mouse, in steps. */
async function drag(page: Page, card: Locator, to: Locator, where: "top" | "bottom"): Promise<void> {
  const from = await card.boundingBox();
  const target = await to.boundingBox();
  if (!from || !target) throw new Error("nothing to drag");
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 3 });
  const y = where === "top" ? target.y - 8 : target.y + target.height + 4;
  await page.mouse.move(target.x + 60, y, { steps: 12 });
  await page.mouse.up();
}

test("a card that is dragged stays there, after a reload and in a second browser", async ({ ann, as }) => {
  const project = await ann.project();
  for (const title of ["One", "Two", "Three"]) await ann.task(project, title);
  const page = await as(ann);
  const address = `/w/${ann.workspaceId}/p/${project.id}/board`;
  await page.goto(address);
  const other = await as(ann);
  await other.goto(address);
  await expect(column(other, "To do").locator("[data-task]")).toHaveCount(3);

  const moved = page.waitForResponse((answer) => answer.url().includes("/move"));
  await drag(
    page,
    page.getByRole("button", { name: /One/ }),
    page.getByRole("button", { name: /Three/ }),
    "bottom",
  );
  await moved;
  await expect.poll(() => titles(column(page, "To do"))).toEqual(["Two", "Three", "One"]);

  const across = page.waitForResponse((answer) => answer.url().includes("/move"));
  await drag(
    page,
    page.getByRole("button", { name: /Three/ }),
    column(page, "In progress").locator("header"),
    "bottom",
  );
  await across;
  await expect.poll(() => titles(column(page, "In progress"))).toEqual(["Three"]);

  await page.reload();
  await expect.poll(() => titles(column(page, "To do"))).toEqual(["Two", "One"]);
  await expect.poll(() => titles(column(page, "In progress"))).toEqual(["Three"]);
  // The second browser is told without a reload.
  await expect.poll(() => titles(column(other, "In progress")), { timeout: 15_000 }).toEqual(["Three"]);
  expect((await ann.call("GET", `${ann.w}/tasks/LAUNCH-3`)).status).toBe("in_progress");
});

test("a card goes back when the service refuses the move", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Stays");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.route("**/move", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({
        status: 409,
        code: "conflict",
        title: "No",
        detail: "Not now.",
        correlation_id: "c-42",
      }),
    }),
  );
  await drag(
    page,
    page.getByRole("button", { name: /Stays/ }),
    column(page, "Done").locator("header"),
    "bottom",
  );
  await expect(page.getByRole("alert")).toContainText("Not now.");
  await expect(page.getByRole("alert")).toContainText("c-42");
  await expect.poll(() => titles(column(page, "To do"))).toEqual(["Stays"]);
  await expect.poll(() => titles(column(page, "Done"))).toEqual([]);
});

test("cards are moved by keys and by the menu, and Ctrl-Z takes it back", async ({ ann, as }) => {
  const project = await ann.project();
  for (const title of ["One", "Two"]) await ann.task(project, title);
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(page.getByRole("button", { name: "Add task" }).first()).toBeVisible();
  const one = page.getByRole("button", { name: /One/ });
  await one.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: /Two/ })).toBeFocused();
  await page.keyboard.press("Alt+ArrowRight");
  await expect.poll(() => titles(column(page, "In progress"))).toEqual(["Two"]);
  await expect(page.getByRole("button", { name: /Two/ })).toBeFocused();

  await one.focus();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Done" }).click();
  await expect.poll(() => titles(column(page, "Done"))).toEqual(["One"]);
  await page.waitForTimeout(300);
  await page.keyboard.press("Control+z");
  await expect.poll(() => titles(column(page, "To do"))).toEqual(["One"]);
  await expect.poll(async () => (await ann.call("GET", `${ann.w}/tasks/LAUNCH-1`)).status).toBe("todo");
});

test("a viewer sees no control that changes anything, and the service refuses anyway", async ({
  ann,
  as,
}) => {
  const project = await ann.project("Launch", { visibility: "private" });
  const task = await ann.task(project, "Only to look at", { description: "Read **me**." });
  const vic = await ann.colleague("Vic Viewer");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${vic.id}`, { role: "viewer" });

  const page = await as(vic);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(page.getByText("Only to look at")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add task" })).toHaveCount(0);
  await page.getByRole("button", { name: "LAUNCH-1 Only to look at" }).click();
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByText("Read me.")).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Edit the description" })).toHaveCount(0);
  await expect(drawer.getByRole("textbox")).toHaveCount(0);
  await expect(drawer.getByRole("button", { name: "To do" })).toHaveCount(0);

  await drawer.getByRole("button", { name: "More about this task" }).click();
  await page.getByRole("menuitem", { name: "Why can't I change this?" }).click();
  await expect(page.getByRole("dialog").getByText("No", { exact: true })).toBeVisible();
  await expect(page.getByRole("dialog").getByText("These roles would allow it")).toBeVisible();

  expect((await vic.ask("PATCH", `${vic.w}/tasks/${task.id}`, { title: "Mine" })).status).toBe(403);
});

test("a board with a full column says so", async ({ ann, as }) => {
  const project = await ann.project();
  const sections = await ann.call("GET", `${ann.w}/projects/${project.id}/sections`);
  const [first] = sections.data as unknown as { id: string }[];
  await ann.call("PATCH", `${ann.w}/sections/${first?.id}`, { wip_limit: 1 });
  for (const title of ["One", "Two"]) await ann.task(project, title);
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(column(page, "To do").getByText("2 / 1")).toBeVisible();
});

test("cards are moved on a phone, by a long touch and by the menu", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Thumb");
  const page = await as(ann, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: "More about LAUNCH-1" }).tap();
  await page.getByRole("menuitem", { name: "In progress" }).tap();
  await expect.poll(() => titles(column(page, "In progress"))).toEqual(["Thumb"]);
  await page.getByRole("button", { name: "Open the menu" }).tap();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Launch" })).toBeVisible();
});
