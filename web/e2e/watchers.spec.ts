import { expect, test } from "./test";

test("somebody else is made a watcher, is told what happens, and is taken off again", async ({ ann, as }) => {
  const ben = await ann.colleague("Ben Birch");
  const project = await ann.project("Launch", { visibility: "public" });
  const task = await ann.task(project, "Book the venue");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  await page.getByRole("button", { name: "1 person watches" }).click();
  const picker = page.getByRole("dialog", { name: "Who is told what happens to this task" });
  await picker.getByPlaceholder("Find people").fill("Ben");
  await expect(page.getByRole("option", { name: "Ann Alder" })).toHaveCount(0);
  await expect(page.getByRole("option", { name: "Ben Birch" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "2 people watch" })).toBeVisible();
  await page.keyboard.press("Escape");
  const watchers = async () =>
    ((await ann.call("GET", `${ann.w}/tasks/${task.id}/watchers`)).data as { user_id: string }[]).map(
      ({ user_id }) => user_id,
    );
  await expect.poll(watchers).toContain(ben.id);

  await ann.call("POST", `${ann.w}/tasks/${task.id}/comments`, { body_md: "It is booked." });
  const his = await as(ben);
  await his.goto(`/w/${ann.workspaceId}/inbox`);
  await expect(his.getByText("Book the venue").first()).toBeVisible({ timeout: 20_000 });

  await page.getByRole("button", { name: "2 people watch" }).click();
  await page.getByRole("option", { name: "Ben Birch" }).click();
  await expect.poll(watchers).not.toContain(ben.id);
});

test("who may only look sees who watches, and watches themselves", async ({ ann, as }) => {
  const vera = await ann.colleague("Vera Vale", "guest");
  const project = await ann.project("Launch", { visibility: "private" });
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${vera.id}`, { role: "viewer" });
  const task = await ann.task(project, "Book the venue");
  const page = await as(vera);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  await page.getByRole("button", { name: "Watch", exact: true }).click();
  await page.getByRole("button", { name: /watch/ }).last().click();
  const list = page.getByRole("dialog", { name: "Who is told what happens to this task" });
  await expect(list.getByText("Vera Vale")).toBeVisible();
  await expect(list.getByRole("textbox")).toHaveCount(0);
});
