import { expect, test } from "./test";

test("subtasks are added one after the other, ordered by keys, checked off, and undone when detached", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Throw a party");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const panel = page.getByRole("region", { name: "Subtasks" });
  await panel.getByRole("button", { name: "Add a subtask" }).click();
  for (const title of ["Invite", "Cook", "Clean"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
  }
  await expect(panel.getByRole("listitem")).toHaveCount(3);
  await expect(panel.getByText("0 of 3")).toBeVisible();

  await panel.getByRole("link", { name: /Clean/ }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(panel.getByRole("link")).toHaveText(["Invite", "Clean", "Cook"]);
  await panel.getByRole("checkbox", { name: "Finish Invite" }).click();
  await expect(panel.getByText("1 of 3")).toBeVisible();
  await panel.getByRole("button", { name: "More about Cook" }).click();
  await page.getByRole("menuitem", { name: "Make it a task of its own" }).click();
  await expect(panel.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(panel.getByRole("link")).toHaveText(["Invite", "Clean", "Cook"]);

  await page.reload();
  await expect(panel.getByRole("link")).toHaveText(["Invite", "Clean", "Cook"]);
  await panel.getByRole("link", { name: /Clean/ }).click();
  await expect(page.getByRole("navigation", { name: "Where this task belongs" })).toContainText(
    "Throw a party",
  );
});

test("subtasks are dragged, and more than the first window is there as one scrolls", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Many");
  for (let number = 1; number <= 54; number += 1) {
    await ann.task(project, `Step ${number}`, { parent_id: task.id });
  }
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const panel = page.getByRole("region", { name: "Subtasks" });
  await expect(panel.getByRole("link", { name: /Step 1$/ })).toBeVisible();
  await panel.getByRole("link", { name: /Step 50$/ }).scrollIntoViewIfNeeded();
  await expect(panel.getByRole("listitem")).toHaveCount(54);

  const row = (name: string) =>
    panel.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await row("Step 3").scrollIntoViewIfNeeded();
  await row("Step 3").hover();
  const grip = row("Step 3").locator("span").first();
  const from = await grip.boundingBox();
  const to = await row("Step 1").boundingBox();
  if (!from || !to) throw new Error("not on the screen");
  await page.mouse.move(from.x + 8, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y - 10, { steps: 4 });
  await page.mouse.move(from.x + 8, to.y + 10, { steps: 8 });
  await page.mouse.up();
  await expect(panel.getByRole("link").first()).toHaveText("Step 3");
  await expect
    .poll(async () => {
      const { data } = await ann.call("GET", `${ann.w}/tasks/${task.id}/subtasks?limit=2`);
      return (data as { title: string }[]).map(({ title }) => title);
    })
    .toEqual(["Step 3", "Step 1"]);
});

test("what a task waits for is said on top, and a circle is refused with the way round", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const one = await ann.task(project, "Pour the foundation");
  const two = await ann.task(project, "Build the walls");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${two.key}`);
  const panel = page.getByRole("region", { name: "Dependencies" });
  await panel.getByRole("button", { name: "Add a dependency" }).click();
  await page.getByRole("menuitem", { name: "It waits for another task" }).click();
  await page.getByRole("combobox", { name: "Find a task" }).fill("found");
  await page.getByRole("option", { name: /Pour the foundation/ }).click();
  await expect(panel.getByRole("link", { name: "Pour the foundation" })).toBeVisible();
  await expect(page.getByText(/Waiting for/)).toContainText("Pour the foundation");

  await panel.getByRole("button", { name: /How .* is waited for/ }).click();
  await page.getByRole("menuitem", { name: "Starts after the other's start" }).click();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${two.id}/dependencies/${one.id}`)).type)
    .toBe("SS");

  await page.goto(`/w/${ann.workspaceId}/t/${one.key}`);
  await panel.getByRole("button", { name: "Add a dependency" }).click();
  await page.getByRole("menuitem", { name: "It waits for another task" }).click();
  await page.getByRole("combobox", { name: "Find a task" }).fill(two.key.toLowerCase());
  await page.getByRole("option", { name: /Build the walls/ }).click();
  const refusal = panel.getByRole("alert");
  await expect(refusal).toContainText("circle");
  await expect(refusal.getByRole("link", { name: two.key })).not.toHaveCount(0);
  await expect(refusal.getByRole("link", { name: one.key })).toBeVisible();
});
