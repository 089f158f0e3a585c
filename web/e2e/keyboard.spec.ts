import { expect, test } from "./test";

test("keys alone lead from the sign-in to a finished task", async ({ page, ann }) => {
  const project = await ann.project();
  await ann.task(project, "Water the plants", { assignee_ids: [ann.id] });
  await page.goto("/sign-in");
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await page.keyboard.type(ann.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(ann.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Water the plants" })).toBeVisible();

  // The palette finds the task by its key.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("launch-1");
  await expect(page.getByRole("option", { name: /Water the plants/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/t\/LAUNCH-1/);

  await page.getByRole("button", { name: "To do", exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "In progress" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await ann.call("GET", `${ann.w}/tasks/LAUNCH-1`)).status).toBe("done");
});

test("a new task from anywhere, and the sheet that tells every key", async ({ ann, as }) => {
  const project = await ann.project();
  const page = await as(ann);
  await expect(page.getByRole("heading", { name: "Nothing is waiting for you" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("By keys");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary")).toContainText("LAUNCH-1");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/\/inbox/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(project.id).toBeTruthy();
});

test("the first key that is pressed skips to the content", async ({ ann, as }) => {
  await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/inbox`);
  await expect(page.getByRole("heading", { name: "Nothing new" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
