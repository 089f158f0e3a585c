import { expect, test } from "./test";

const HOSTILE = `<img src=x onerror="window.hacked=1">{{7*7}}`;

test("a status that asks for something says what is missing, and the task goes on once it is there", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const field = await ann.call("POST", `${ann.w}/custom-fields`, {
    name: "Budget",
    type: "number",
    project_id: project.id,
  });
  await ann.rules(project, [{ from: null, to: "done", required_fields: ["assignee_ids", field.id] }]);
  const task = await ann.task(project, HOSTILE);
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("button", { name: "To do", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  const dialog = page.getByRole("dialog", { name: /to “Done”/ });
  const goOn = dialog.getByRole("button", { name: "Go to Done" });
  await expect(goOn).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Budget" }).fill("12");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Nobody yet" }).click();
  await page.getByRole("option", { name: "Ann Alder" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("img", { name: "has a value" })).toHaveCount(2);
  await goOn.click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(async () => (await ann.call("GET", `${ann.w}/tasks/${task.id}`)).status).toBe("done");
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();

  // On the board by its menu: leaving it takes it back.
  const other = await ann.task(project, "Other");
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: "LAUNCH-2 Other" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Done" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave it where it is" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await ann.call("GET", `${ann.w}/tasks/${other.id}`)).status).toBe("todo");
});

test("a task waits for approval where others must agree; they are asked, decide, and it goes on", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const ben = await ann.colleague("Ben Beech");
  const approval = { people: [ben.id], role: null, needed: 1, expires_after_days: 14 };
  await ann.rules(project, [{ from: null, to: "done", approval }]);
  await ann.task(project, `Announce ${HOSTILE}`);

  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: /LAUNCH-1 Announce/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Done" }).click();
  const dialog = page.getByRole("dialog", { name: /to “Done”/ });
  await expect(dialog.getByText("Ben Beech")).toBeVisible();
  await dialog.getByRole("textbox", { name: "What should they know?" }).fill(`All there ${HOSTILE}`);
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(page.getByRole("img", { name: "Waits for approval" })).toBeVisible();

  const bens = await as(ben);
  await bens.goto(`/w/${ann.workspaceId}/inbox`);
  await bens.getByRole("link", { name: /asks for your approval/ }).click();
  await expect(bens).toHaveURL(/\/approvals\?task=LAUNCH-1/);
  await expect(bens.getByRole("link", { name: /Approvals/ }).getByLabel("1 waits for you")).toBeVisible();
  const asked = bens.getByRole("complementary").getByRole("region", { name: "Approvals" });
  await expect(asked.getByText(`All there ${HOSTILE}`)).toBeVisible();
  await asked.getByRole("button", { name: "Send back" }).click();
  await asked.getByRole("textbox", { name: "What should change?" }).fill("Mind the title");
  await asked.getByRole("button", { name: "Send back" }).click();
  await expect(asked.getByText("Sent back: not yet to go to Done")).toBeVisible();

  await page.goto(`/w/${ann.workspaceId}/approvals?side=asking`);
  const card = page.getByRole("article", { name: /LAUNCH-1/ });
  await expect(card.getByText("Sent back", { exact: true })).toBeVisible();
  await expect(card.getByText("Mind the title")).toBeVisible();
  await card.getByRole("link", { name: /LAUNCH-1/ }).click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("button", { name: "Ask again" }).click();
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(drawer.getByText("Waits for approval to go to Done")).toBeVisible();

  // What was asked about changed: whoever agrees looks at it again.
  await ann.call("PATCH", `${ann.w}/tasks/LAUNCH-1`, { title: "Announce it" });
  await bens.goto(`/w/${ann.workspaceId}/approvals`);
  const request = bens.getByRole("article");
  await request.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(request.getByRole("alert")).toContainText("the title");
  await request.getByRole("button", { name: "I have looked: approve" }).click();
  await expect(bens.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await expect.poll(async () => (await ann.call("GET", `${ann.w}/tasks/LAUNCH-1`)).status).toBe("done");
  expect(await bens.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
});

test("whoever asked takes it back", async ({ ann, as }) => {
  const project = await ann.project();
  const ben = await ann.colleague("Ben Beech");
  const approval = { people: [ben.id], role: "admin", needed: 1, expires_after_days: 14 };
  await ann.rules(project, [{ from: null, to: "done", approval }]);
  const task = await ann.task(project, "Announce");
  await ann.call("POST", `${ann.w}/tasks/${task.id}/transition`, { status: "done" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list?task=${task.key}`);
  const waiting = page.getByRole("complementary").getByRole("region", { name: "Approvals" });
  await expect(waiting.getByText("Asked: Ben Beech or administrators of the project")).toBeVisible();
  await expect(waiting.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await waiting.getByRole("button", { name: "Withdraw" }).click();
  await expect(waiting).toHaveCount(0);
  await expect(page.getByRole("img", { name: "Waits for approval" })).toHaveCount(0);
});
