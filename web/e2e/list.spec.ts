import type { Page } from "@playwright/test";
import { expect, test } from "./test";

const line = (page: Page, key: string) =>
  page.locator("[data-index]").filter({ has: page.getByRole("checkbox", { name: `Select ${key}` }) });

test("several tasks are changed at once, and one undo takes all of it back", async ({ ann, as }) => {
  const project = await ann.project();
  for (const title of ["One", "Two", "Three"]) await ann.task(project, title, { priority: "low" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
  await expect(page.getByRole("button", { name: "Rename LAUNCH-3" })).toBeAttached();
  await page.getByRole("checkbox", { name: "Select LAUNCH-1" }).click({ force: true });
  await page.getByRole("checkbox", { name: "Select LAUNCH-3" }).click({ force: true, modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "3 selected" });
  await bar.getByRole("button", { name: "Priority" }).click();
  await page.getByRole("menuitem", { name: "Urgent" }).click();
  await expect(page.getByText("3 tasks are changed")).toBeVisible();
  const priorities = async () => {
    const tasks = (await ann.call("GET", `${ann.w}/tasks?filter[project_id]=${project.id}`)).data;
    return (tasks as unknown as { priority: string }[]).map(({ priority }) => priority);
  };
  await expect.poll(priorities).toEqual(["urgent", "urgent", "urgent"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(priorities).toEqual(["low", "low", "low"]);
  await expect(page.getByRole("button", { name: "Priority of LAUNCH-1" })).toContainText("Low");

  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("3 tasks are in the trash")).toBeVisible();
  await expect(page.getByText("One", { exact: true })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("One", { exact: true })).toBeVisible();
});

test("a line is edited where it stands", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Old name");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
  await expect(page.getByRole("button", { name: "Rename LAUNCH-1" })).toBeAttached();
  await page.getByRole("link", { name: "Old name" }).focus();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: "Title" }).fill("New name");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "New name" })).toBeVisible();

  await page.getByRole("button", { name: "Status of LAUNCH-1" }).click();
  await page.getByRole("menuitem", { name: "In progress" }).click();
  await page.getByRole("button", { name: "Assignees of LAUNCH-1" }).click();
  await page.getByRole("option", { name: "Ann Alder" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Due of LAUNCH-1" }).click();
  await page.getByRole("button", { name: "Tomorrow" }).click();
  await expect(line(page, "LAUNCH-1").getByText("Tomorrow")).toBeVisible();
  await expect
    .poll(async () => {
      const { title, status, assignee_ids, all_day } = await ann.call("GET", `${ann.w}/tasks/${task.id}`);
      return { title, status, assignee_ids, all_day };
    })
    .toEqual({ title: "New name", status: "in_progress", assignee_ids: [ann.id], all_day: true });
});

test("sections close and open, and a task is added at the end of one", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Hidden soon");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
  await page.getByRole("button", { name: "Hide To do" }).click();
  await expect(page.getByText("Hidden soon")).toHaveCount(0);
  await page.getByRole("button", { name: "Show To do" }).click();
  await expect(page.getByText("Hidden soon")).toBeVisible();
  await page.getByRole("button", { name: "Add task" }).first().click();
  await page.keyboard.type("At the end");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "At the end" })).toBeVisible();
});
