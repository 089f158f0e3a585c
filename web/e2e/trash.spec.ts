import { expect, test } from "./test";

test("what belongs to a task is in the trash by its words, and comes back or goes for ever", async ({
  ann,
  as,
}) => {
  const ben = await ann.colleague("Ben Birch");
  const project = await ann.project("Launch", { visibility: "public" });
  const task = await ann.task(project, "Book the venue");
  for (const body_md of ["Shall we?", "Better not"]) {
    const comment = await ann.call("POST", `${ann.w}/tasks/${task.id}/comments`, { body_md });
    await ann.call("DELETE", `${ann.w}/comments/${comment.id}`);
  }
  const template = await ann.call("POST", `${ann.w}/templates`, { name: "Check list", kind: "task" });
  await ann.call("DELETE", `${ann.w}/templates/${template.id}`);
  const page = await as(ann);
  await expect
    .poll(async () => ((await ann.call("GET", `${ann.w}/trash`)).data as unknown[]).length, {
      timeout: 20_000,
    })
    .toBe(3);

  await page.goto(`/w/${ann.workspaceId}/trash?kind=comments`);
  await page.getByRole("button", { name: "Restore: Shall we?" }).click();
  await expect(page.getByText("“Shall we?” is back")).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore: Shall we?" })).toHaveCount(0);
  await page.getByRole("button", { name: "Delete for ever: Better not" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for ever" }).click();
  await expect(page.getByText("Nothing is in the trash")).toBeVisible({ timeout: 15_000 });
  const { data } = await ann.call("GET", `${ann.w}/tasks/${task.id}/comments`);
  expect((data as { body_md: string }[]).map(({ body_md }) => body_md)).toEqual(["Shall we?"]);

  await page.goto(`/w/${ann.workspaceId}/trash?kind=templates`);
  await page.getByRole("button", { name: "Restore: Check list" }).click();
  await expect(page.getByText("Nothing is in the trash")).toBeVisible();

  const his = await as(ben);
  await his.goto(`/w/${ann.workspaceId}/trash?kind=comments`);
  await his.getByRole("combobox", { name: "What" }).click();
  await expect(his.getByRole("option", { name: "Templates" })).toBeVisible();
  await expect(his.getByRole("option", { name: "Comments" })).toHaveCount(0);
});
