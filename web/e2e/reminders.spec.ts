import { expect, test } from "./test";

test("one is reminded at a time, or before it is due, and takes that away again", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Call them", { due_at: "2035-05-05T15:00:00Z" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const bell = page.getByRole("complementary").getByRole("button", { name: /^Remind me/ });
  await bell.click();
  const choices = page.getByRole("dialog", { name: "Remind me" });
  await expect(choices.getByText("Only you are told, in your inbox.")).toBeVisible();
  await choices.getByRole("button", { name: "Tomorrow at 9:00" }).click();
  await expect(page.getByText(/You are reminded Tomorrow/)).toBeVisible();
  await bell.click();
  await choices.getByRole("button", { name: "1 day before" }).click();
  await expect(bell).toHaveAccessibleName("Remind me: 2 are set");
  await bell.click();
  await expect(choices.getByRole("listitem")).toHaveCount(2);
  await expect(choices.getByRole("button", { name: "1 day before", exact: true })).toHaveCount(0);
  await choices.getByRole("button", { name: /Take away: 1 day before/ }).click();
  await expect(choices.getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  const path = `${ann.w}/tasks/${task.id}/reminders`;
  await expect.poll(async () => ((await ann.call("GET", path)).data as unknown[]).length).toBe(2);
  await bell.click();
  await choices.getByLabel("At a time").fill("2035-05-01T10:30");
  await choices.getByRole("button", { name: "Set" }).click();
  await expect(bell).toHaveAccessibleName("Remind me: 3 are set");
});
