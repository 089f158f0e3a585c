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
