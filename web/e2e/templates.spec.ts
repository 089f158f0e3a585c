import { expect, test } from "./test";

test("a project is saved as a template, and the next one begins with all of it", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Order the cake", { due_at: "2031-03-04T10:00:00Z", assignee_ids: [ann.id] });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: "More about this project" }).click();
  await page.getByRole("menuitem", { name: "Save as a template…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Party");
  await page.getByRole("button", { name: "Save as a template" }).click();
  await page.goto(`/w/${ann.workspaceId}/templates`);
  await expect(page.getByRole("button", { name: "Use: Party" })).toBeEnabled({ timeout: 20_000 });
  await page.getByRole("button", { name: "Use: Party" }).click();
  const dialog = page.getByRole("dialog", { name: "New project from “Party”" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Summer party");
  await dialog.getByLabel("When does it start?").fill("2032-06-01");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Summer party" })).toBeVisible();
  await expect(page.getByText("Order the cake")).toBeVisible({ timeout: 20_000 });
  const { data } = await ann.call("GET", `${ann.w}/projects`);
  const made = (data as unknown as { id: string; name: string }[]).find(
    ({ name }) => name === "Summer party",
  );
  const tasks = (await ann.call("GET", `${ann.w}/tasks?filter[project_id]=${made?.id}`)).data;
  expect((tasks as unknown as { due_at: string }[])[0]?.due_at).toContain("2032-06-01");
});

test("a task is saved as a template with its subtasks, and made again from a new task's dialog", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Onboard somebody");
  await ann.task(project, "Order a laptop", { parent_id: task.id });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  await page.getByRole("complementary").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Save as a template…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Onboarding");
  await page.getByRole("button", { name: "Save as a template" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(page.getByText("Onboard somebody")).toBeVisible();
  await page.keyboard.press("c");
  await page.getByRole("link", { name: "Start from a template" }).click();
  await expect(page.getByRole("button", { name: "Use: Onboarding" })).toBeEnabled({ timeout: 20_000 });
  await page.getByRole("button", { name: "Use: Onboarding" }).click();
  const dialog = page.getByRole("dialog", { name: "New task from “Onboarding”" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Onboard Ben");
  await dialog.getByRole("button", { name: "Create" }).click();
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByLabel("Title")).toHaveValue("Onboard Ben");
  await expect(drawer.getByText("Order a laptop")).toBeVisible({ timeout: 20_000 });
});
