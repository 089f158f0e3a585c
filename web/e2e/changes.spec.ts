import { expect, test } from "./test";

test("what one changed is listed field by field; an undo names what is in its way, and can be undone", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const ben = await ann.colleague("Ben Beech");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${ben.id}`, { role: "editor" });
  const one = await ann.task(project, "One", { priority: "low" });
  const two = await ann.task(project, "Two", { priority: "low" });
  await ann.call("POST", `${ann.w}/bulk/tasks`, {
    operations: [{ op: "update", task_ids: [one.id, two.id], changes: { priority: "urgent" } }],
  });
  await ben.call("PATCH", `${ann.w}/tasks/${two.id}`, { priority: "high" });
  const priorities = async () => {
    const found = await Promise.all([one, two].map(({ id }) => ann.call("GET", `${ann.w}/tasks/${id}`)));
    return found.map(({ priority }) => priority);
  };

  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/changes`);
  await page.getByRole("link", { name: "Changed many tasks" }).click();
  await expect(page.getByRole("link", { name: "LAUNCH-1 One" })).toBeVisible();
  await expect(page.locator("ins").first()).toHaveText("Urgent");
  await expect(page.getByText("1 in the way of undoing it:")).toBeVisible();

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Not all of it can be undone" });
  await expect(dialog.getByText("LAUNCH-2 Two")).toBeVisible();
  await expect(dialog.getByText(/changed by Ben Beech/)).toBeVisible();
  await dialog.getByRole("button", { name: "Undo the rest" }).click();
  const left = page.getByRole("dialog", { name: "Undone, except for this" });
  await expect(left.getByText("LAUNCH-2 Two")).toBeVisible();
  expect(await priorities()).toEqual(["low", "high"]);
  await left.getByRole("button", { name: "Close" }).last().click();

  await page.getByRole("button", { name: "Do it again" }).click();
  await expect.poll(priorities).toEqual(["urgent", "high"]);
});

test("what was deleted says how long it is kept, and comes back", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Gone");
  await ann.call("DELETE", `${ann.w}/tasks/${task.id}`);
  const other = await ann.project("Old plan");
  await ann.call("DELETE", `${ann.w}/projects/${other.id}`);
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: "More about this project" }).click();
  await page.getByRole("menuitem", { name: "Trash" }).click();
  await expect(page.getByText(/\d+ days left/)).toBeVisible();
  await page.getByRole("button", { name: "Restore: LAUNCH-1 Gone" }).click();
  await expect(page.getByText("Nothing is in the trash")).toBeVisible();
  await page.getByRole("combobox", { name: "What" }).click();
  await page.getByRole("option", { name: "Projects" }).click();
  await page.getByRole("button", { name: "Restore: Old plan" }).click();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Old plan" })).toBeVisible();
});

test("whoever may deletes for ever, one thing or all of it, after being asked once more", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  for (const title of ["Secret plan", "Old draft", "Older draft"]) {
    const { id } = await ann.task(project, title);
    await ann.call("DELETE", `${ann.w}/tasks/${id}`);
  }
  const ben = await ann.colleague("Ben Beech");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/trash`);
  await page.getByRole("button", { name: "Delete for ever: LAUNCH-1 Secret plan" }).click();
  const one = page.getByRole("dialog", { name: "Delete for ever?" });
  await expect(one.getByText(/LAUNCH-1 Secret plan/)).toBeVisible();
  await expect(one.getByRole("button", { name: "Keep it" })).toBeFocused();
  await one.getByRole("button", { name: "Delete for ever" }).click();
  await expect(page.getByText("Secret plan", { exact: false }).filter({ hasText: /^LAUNCH-1/ })).toBeHidden();
  await expect(page.getByText("LAUNCH-2 Old draft")).toBeVisible();

  await page.getByRole("button", { name: "Empty trash" }).click();
  const all = page.getByRole("dialog", { name: "Empty the trash?" });
  await all.getByRole("button", { name: "Delete everything for ever" }).click();
  await expect(page.getByText("Nothing is in the trash")).toBeVisible({ timeout: 15_000 });

  const other = await as(ben);
  await other.goto(`/w/${ann.workspaceId}/trash`);
  await expect(other.getByText("Nothing is in the trash")).toBeVisible();
  await expect(other.getByRole("button", { name: "Empty trash" })).toBeHidden();
});
