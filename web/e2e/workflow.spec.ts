import { expect, test } from "./test";

test("a status goes with its tasks taken along, looked at beforehand; transitions are a table", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Under way", { status: "in_progress" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  await page.getByRole("button", { name: "Add a status" }).click();
  await page.getByRole("textbox", { name: "Name: New status" }).fill("In review");
  await page.getByRole("checkbox", { name: "Any status may follow any other" }).uncheck();
  await page.getByRole("checkbox", { name: "Done may be followed by In review" }).uncheck();
  await page.getByRole("button", { name: "Remove: In progress" }).click();
  await page.getByRole("region", { name: "Workflow" }).getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Statuses go" });
  await expect(dialog.getByText("1 task has it")).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Tasks in “In progress” get" })).toHaveValue("In review");
  await expect(dialog.getByText(/follows at once/)).toBeVisible();
  const before = await ann.call("GET", `${ann.w}/projects/${project.id}/workflow`);
  expect((before.statuses as { id: string }[]).map(({ id }) => id)).toContain("in_progress");
  await dialog.getByRole("button", { name: "Change the workflow" }).click();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${task.id}`)).status)
    .toBe("new_status");
  const after = await ann.call("GET", `${ann.w}/projects/${project.id}/workflow`);
  expect((after.transitions as Record<string, string[]>).done).not.toContain("new_status");
});

test("conditions on ways into statuses are made, changed and saved with the workflow", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const ben = await ann.colleague("Ben Beech");
  const name = `<img src=x onerror="window.hacked=1">`;
  await ann.call("POST", `${ann.w}/custom-fields`, { name, type: "text", project_id: project.id });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  const block = page.getByRole("region", { name: "Workflow" });
  const dialog = page.getByRole("dialog");
  const choose = async (label: string, ...options: string[]) => {
    await dialog.getByRole("combobox", { name: label }).click();
    for (const option of options) await page.getByRole("option", { name: option, exact: true }).click();
    await page.keyboard.press("Tab");
  };
  await block.getByRole("button", { name: "Add a condition" }).click();
  await choose("These must have a value", "Assignees", name);
  await choose("Only these may take it there", "Assignees of the task", "Ben Beech");
  await dialog.getByRole("switch", { name: "Others must agree first" }).check();
  await expect(dialog.getByRole("button", { name: "Take it on" })).toBeDisabled();
  await choose("People who may agree", "Ben Beech");
  await choose("And whoever is in the project", "Administrators");
  await dialog.getByRole("button", { name: "Take it on" }).click();
  await expect(block.getByText("To Done", { exact: true })).toBeVisible();
  await expect(
    block.getByText(
      `needs Assignees, ${name} · only Assignees of the task, Ben Beech · approval by Ben Beech or Administrators`,
    ),
  ).toBeVisible();
  await block.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const workflow = await ann.call("GET", `${ann.w}/projects/${project.id}/workflow`);
  expect(workflow.rules).toMatchObject([
    { from: null, to: "done", approval: { people: [ben.id], role: "admin", needed: 1 } },
  ]);

  await block.getByRole("button", { name: "Edit: To Done" }).click();
  await dialog.getByRole("switch", { name: "Others must agree first" }).uncheck();
  await dialog.getByRole("button", { name: "Take it on" }).click();
  await block.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/projects/${project.id}/workflow`)).rules)
    .toMatchObject([{ to: "done", approval: null }]);
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
});

test("a status means something else after a look at how many tasks that finishes", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Under way", { status: "in_progress" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  await page.getByRole("combobox", { name: "Means: In progress" }).click();
  await page.getByRole("option", { name: "Done" }).click();
  await page.getByRole("region", { name: "Workflow" }).getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Statuses mean something else" });
  await expect(
    dialog.getByText("In progress means “Done” from now on: 1 task is finished by it."),
  ).toBeVisible();
  expect((await ann.call("GET", `${ann.w}/tasks/${task.id}`)).completed_at).toBeNull();
  await dialog.getByRole("button", { name: "Change the workflow" }).click();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${task.id}`)).completed_at)
    .not.toBeNull();
});
