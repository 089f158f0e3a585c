import { expect, test } from "./test";

const HOSTILE = `<img src=x onerror="window.hacked=1">`;

test("tasks are related in the words of the workspace, from both sides, and that is taken back", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const elsewhere = await ann.project("Other");
  const task = await ann.task(project, "First");
  const other = await ann.task(elsewhere, `Second ${HOSTILE}`);
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/settings/relations`);
  await page.getByRole("textbox", { name: "From one task", exact: true }).fill(`implements ${HOSTILE}`);
  await page.getByRole("textbox", { name: "From the other", exact: true }).fill("is implemented by");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: /From one task: implements/ })).toBeVisible();

  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const panel = page.getByRole("complementary").getByRole("region", { name: "Related tasks" });
  await panel.getByRole("button", { name: "Relate it to another task" }).click();
  await page.getByRole("menuitem", { name: "is implemented by" }).click();
  await page
    .getByRole("dialog", { name: "LAUNCH-1 is implemented by…" })
    .getByRole("combobox")
    .or(page.getByRole("dialog").getByRole("textbox"))
    .first()
    .fill(other.key);
  await page.getByRole("option", { name: /OTHER-1/ }).click();
  const related = panel.getByRole("list", { name: "is implemented by" });
  await related.getByRole("link", { name: /Second/ }).click();
  const there = page.getByRole("complementary").getByRole("list", { name: `implements ${HOSTILE}` });
  await expect(there.getByRole("link", { name: "First" })).toBeVisible();

  await there.getByRole("button", { name: /Remove: LAUNCH-1/ }).click();
  await expect(there).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(there.getByRole("link", { name: "First" })).toBeVisible();
  expect((await ann.call("GET", `${ann.w}/tasks/${task.id}/relations`)).data).toMatchObject([
    { direction: "inward", words: "is implemented by", other_id: other.id },
  ]);
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
});

test("kinds of relations are renamed, deleted and brought back", async ({ ann, as }) => {
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/settings/relations`);
  const duplicates = page.getByRole("textbox", { name: "From one task: duplicates" });
  await duplicates.fill("is the same as");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "From one task: is the same as" })).toBeVisible();
  await page.getByRole("button", { name: "Delete: causes" }).click();
  await expect(page.getByRole("textbox", { name: "From one task: causes" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "From one task: causes" })).toBeVisible();
});
