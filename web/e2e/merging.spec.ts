import { expect, test } from "./test";

const HOSTILE = `<img src=x onerror="window.hacked=1">`;

test("two tasks become one; the old address leads to the other, and undo brings it back", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const into = await ann.task(project, "Once");
  const twice = await ann.task(project, `Twice ${HOSTILE}`, { description: "What it was about" });
  await ann.call("POST", `${ann.w}/tasks/${twice.id}/comments`, { body_md: "Said there" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${twice.key}`);
  const drawer = page.getByRole("complementary", { name: /LAUNCH/ });
  await drawer.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Merge into another task…" }).click();
  const dialog = page.getByRole("dialog", { name: `Merge ${twice.key} into…` });
  await dialog.getByRole("combobox").or(dialog.getByRole("textbox")).first().fill(into.key);
  await page.getByRole("option", { name: /Once/ }).click();
  await expect(page.getByText(`${twice.key} is merged into ${into.key}`)).toBeVisible();
  const other = page.getByRole("complementary", { name: `${into.key} Once` });
  await expect(other.getByText("Said there")).toBeVisible({ timeout: 15_000 });
  await expect(other.getByText("What it was about")).toBeVisible();

  await page.keyboard.press("ControlOrMeta+z");
  await expect
    .poll(async () => (await ann.ask("GET", `${ann.w}/tasks/${twice.id}`)).status, { timeout: 15_000 })
    .toBe(200);
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
});

test("whoever follows the address of a merged task is led on", async ({ ann, as }) => {
  const project = await ann.project();
  const [into, twice] = [await ann.task(project, "Once"), await ann.task(project, "Twice")];
  await ann.call("POST", `${ann.w}/tasks/${twice.id}/merge`, { into_task_id: into.id });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${twice.key}`);
  await expect(page.getByText(`${twice.key} was merged into this task`)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Once" }).first()).toBeAttached();
});
