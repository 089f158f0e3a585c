import { expect, test } from "./test";

test("fields of a project are made, given options, made required and put away; tags have a screen", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  const block = page.getByRole("region", { name: "Custom fields" });
  await block.getByRole("button", { name: "New field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Stage");
  await dialog.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "One of several options" }).click();
  await dialog.getByLabel("Options").fill("Draft\nFinal");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(block.getByText("One of several options · Draft, Final")).toBeVisible();

  await block.getByRole("button", { name: "Edit Stage" }).click();
  await dialog.getByRole("textbox", { name: "Add an option" }).fill("Sent");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Up: Sent" }).click();
  await expect(dialog.getByRole("textbox", { name: /Name of/ }).nth(1)).toHaveValue("Sent");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await block.getByRole("button", { name: "More about Stage" }).click();
  await page.getByRole("menuitem", { name: "Make it required" }).click();
  await expect(block.getByText(/required · Draft, Sent, Final/)).toBeVisible();

  await page.goto(`/w/${ann.workspaceId}/settings/tags`);
  await page.getByRole("textbox", { name: "New tag" }).fill("Office");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Office" })).toBeVisible();
  await page.getByRole("button", { name: "Delete: Office" }).click();
  await expect(page.getByRole("textbox", { name: "Name of Office" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Name of Office" })).toBeVisible();
});

test("a field has limits and a default, and is deleted and brought back; a tag goes into another", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  const block = page.getByRole("region", { name: "Custom fields" });
  const dialog = page.getByRole("dialog");
  await block.getByRole("button", { name: "New field" }).click();
  await dialog.getByLabel("Name").fill("Budget");
  await dialog.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "Number", exact: true }).click();
  await dialog.getByLabel("At least").fill("10");
  await dialog.getByLabel("At most").fill("20");
  await dialog.getByLabel("New tasks begin with").fill("25");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(dialog.getByLabel("New tasks begin with")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("New tasks begin with").fill("15");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(dialog).toHaveCount(0);
  const task = await ann.task(project, "First");
  expect(Object.values(task.custom_fields as object)).toEqual([15]);

  await block.getByRole("button", { name: "More about Budget" }).click();
  await page.getByRole("menuitem", { name: "Delete the field" }).click();
  await expect(block.getByText("Budget", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(block.getByText("Budget", { exact: true })).toBeVisible({ timeout: 15_000 });

  const office = await ann.call("POST", `${ann.w}/tags`, { name: "Office" });
  const bureau = await ann.call("POST", `${ann.w}/tags`, { name: "Bureau" });
  const tagged = await ann.task(project, "Tagged", { tag_ids: [bureau.id] });
  await page.goto(`/w/${ann.workspaceId}/settings/tags`);
  await page.getByRole("button", { name: "Merge Bureau into another" }).click();
  await dialog.getByRole("combobox", { name: "Into" }).click();
  await page.getByRole("option", { name: "Office" }).click();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Name of Bureau" })).toHaveCount(0);
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${tagged.id}`)).tag_ids, { timeout: 20_000 })
    .toEqual([office.id]);
});

test("a project is sorted by a field that was made sortable, and keeps what it says of the field", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const field = async (name: string, type: string) =>
    (await ann.call("POST", `${ann.w}/custom-fields`, { name, type, project_id: project.id })).id;
  const [budget, notes] = [await field("Budget", "number"), await field("Notes", "long_text")];
  for (const [title, value] of [
    ["Venue", 900],
    ["Flyers", 20],
    ["Band", 400],
  ] as const) {
    await ann.task(project, title, { custom_fields: { [budget]: value } });
  }
  const attached = `${ann.w}/projects/${project.id}/custom-fields`;
  await ann.call("PUT", `${attached}/${notes}`, { default: "Nothing yet", required: true });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
  const block = page.getByRole("region", { name: "Custom fields" });
  await block.getByRole("button", { name: "More about Notes" }).click();
  await expect(page.getByRole("menuitem", { name: "Make it optional" })).toBeVisible();
  await expect(page.getByRole("menuitemcheckbox", { name: "Can be sorted by" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await block.getByRole("button", { name: /up: Notes|Notes up/i }).click();
  await expect
    .poll(async () => (await ann.call("GET", attached)).data)
    .toMatchObject([{ field: { id: notes }, own_required: true, default: "Nothing yet" }, {}]);

  await block.getByRole("button", { name: "More about Budget" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Can be sorted by" }).click();
  await expect(block.getByText(/sortable/)).toBeVisible();
  await expect
    .poll(async () => (await ann.call("GET", attached)).data, { timeout: 20_000 })
    .toMatchObject([{}, { sort_ready: true }]);

  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
  const titles = page.getByRole("link", { name: /^(Venue|Flyers|Band)$/ });
  await page.getByRole("button", { name: "Sort", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Budget, ascending" }).click();
  await expect(titles).toHaveText(["Flyers", "Band", "Venue"]);
  await expect(page).toHaveURL(/sort=field/);
  await page.getByRole("button", { name: "Sorted: Budget, ascending" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Budget, descending" }).click();
  await expect(titles).toHaveText(["Venue", "Band", "Flyers"]);
});
