import { expect, test } from "./test";

const BUG = "typ_0000000000000000000000000A";

test("a task is made of a type, shows it, gets another one, and is found and grouped by it", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  await ann.task(project, "Plain");
  const page = await as(ann);
  const p = `/w/${ann.workspaceId}/p/${project.id}`;
  await page.goto(`${p}/board`);
  await page.getByRole("button", { name: "Add task" }).first().click();
  const title = page.getByRole("textbox", { name: /New task in/ });
  await page.getByRole("button", { name: "Type: Task" }).click();
  await page.getByRole("menuitem", { name: "Bug" }).click();
  await expect(title).toBeFocused();
  await title.fill("It does not open");
  await page.keyboard.press("Enter");
  const card = page.locator("[data-task]", { hasText: "It does not open" });
  await expect(card.getByRole("img", { name: "Bug" })).toBeVisible();

  await page.keyboard.press("Escape");
  await card.getByRole("button", { name: /It does not open/ }).click();
  const drawer = page.getByRole("complementary", { name: /It does not open/ });
  await drawer.getByRole("button", { name: "Bug" }).click();
  await page.getByRole("menuitem", { name: "Story" }).click();
  await expect(drawer.getByRole("button", { name: "Story" })).toBeVisible();
  await expect(card.getByRole("img", { name: "Story" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`${p}/list?group=type`);
  await expect(page.getByRole("heading", { name: "Story" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Task", exact: true })).toBeVisible();
  await page.goto(`${p}/list?type=none`);
  await expect(page.getByText("Type: Task")).toBeVisible();
  await expect(page.getByRole("link", { name: "Plain" })).toBeVisible();
  await expect(page.getByText("It does not open")).toHaveCount(0);
});

test("types are made, drawn, ordered, archived and taken back, and everybody sees them", async ({
  ann,
  as,
}) => {
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/settings/types`);
  await page.getByRole("button", { name: "New type" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("<b>Incident</b>");
  await dialog.getByRole("button", { name: "Flame" }).click();
  await dialog.getByLabel("When to choose it").fill("Something is down.");
  await dialog.getByRole("button", { name: "Create type" }).click();
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows.filter({ hasText: "<b>Incident</b>" })).toContainText("Something is down.");
  await page.getByRole("button", { name: "Up: <b>Incident</b>" }).click();
  await expect(rows.nth(3)).toContainText("Incident");
  await page.getByRole("button", { name: "More about Epic" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(rows.filter({ hasText: "Epic" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows.filter({ hasText: "Epic" })).toHaveCount(1);

  const ben = await as(await ann.colleague("Ben Beech"));
  await ben.goto(`/w/${ann.workspaceId}/settings/types`);
  await expect(ben.getByText("<b>Incident</b>")).toBeVisible();
  await expect(ben.getByRole("button", { name: "New type" })).toHaveCount(0);
  await expect(ben.getByRole("button", { name: "Edit Bug" })).toHaveCount(0);
});

test("a project takes some types, begins tasks with one and requires a field of one", async ({ ann, as }) => {
  const project = await ann.project();
  const field = { project_id: project.id, name: "Cause", type: "text" };
  await ann.call("POST", `${ann.w}/custom-fields`, field);
  const page = await as(ann);
  const p = `/w/${ann.workspaceId}/p/${project.id}`;
  await page.goto(`${p}/settings`);
  const block = page.getByRole("region", { name: "Types of tasks" });
  await block.getByRole("checkbox", { name: "Tasks here can be Epic" }).click();
  await expect(block.getByRole("checkbox", { name: "Tasks here can be Epic" })).not.toBeChecked();
  await block.getByRole("combobox", { name: "A new task is" }).click();
  await page.getByRole("option", { name: "Story" }).click();
  await page.getByRole("button", { name: "More about Cause" }).click();
  await page.getByRole("menuitem", { name: "Required of" }).press("ArrowRight");
  await page.getByRole("menuitemcheckbox", { name: "Bug" }).click();
  await expect(page.getByText("required of Bug")).toBeVisible();

  await expect.poll(async () => (await ann.task(project, "New")).type_id).not.toBe(null);
  const refused = await ann.ask("POST", `${ann.w}/tasks`, {
    project_id: project.id,
    title: "X",
    type_id: BUG,
  });
  expect(refused.status).toBe(422);
});
