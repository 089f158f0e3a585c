import { mailTo } from "./service";
import { expect, Person, test } from "./test";

test("two people change different fields of one task, and both changes are there", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Shared");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  await expect(page.getByLabel("Title")).toHaveValue("Shared");
  await page.getByLabel("Title").fill("Shared by Ann");

  await ann.call("PATCH", `${ann.w}/tasks/${task.id}`, { priority: "urgent" });
  await page.getByLabel("Title").press("Enter");
  await expect(page.getByRole("button", { name: "Urgent" })).toBeVisible({ timeout: 15_000 });
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${task.id}`)).title)
    .toBe("Shared by Ann");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("two people write the same description: both versions are shown, and nothing is lost", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Shared", { description: "Before." });
  const ben = await ann.colleague("Ben Beech");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${ben.id}`, { role: "editor" });

  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  await page.getByRole("button", { name: "Edit the description" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("What Ann thinks.");
  await ben.call("PATCH", `${ben.w}/tasks/${task.id}`, { description: "What Ben thinks." });
  await page.getByRole("button", { name: "Save" }).click();

  const dialog = page.getByRole("dialog", { name: "Somebody else changed this, too" });
  await expect(dialog.getByText("What Ben thinks.")).toBeVisible();
  await expect(dialog.getByText("What Ann thinks.")).toBeVisible();
  expect((await ann.call("GET", `${ann.w}/tasks/${task.id}`)).description).toBe("What Ben thinks.");
  await dialog.getByRole("button", { name: "Use mine" }).click();
  await expect
    .poll(async () => (await ann.call("GET", `${ann.w}/tasks/${task.id}`)).description)
    .toBe("What Ann thinks.");
  await expect(page.getByText("What Ann thinks.")).toBeVisible();
});

test("their version stays when one says so", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Shared");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  await page.getByLabel("Title").fill("Mine");
  await ann.call("PATCH", `${ann.w}/tasks/${task.id}`, { title: "Theirs" });
  await page.getByLabel("Title").press("Enter");
  await page.getByRole("button", { name: "Keep theirs" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Theirs");
});

test("invite, accept, mention, inbox, home", async ({ ann, as, browser, baseURL }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Choose a name");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/settings/people`);
  await page.getByRole("button", { name: "Invite people" }).click();
  const email = `carla.${Date.now().toString(36)}@example.com`;
  await page.getByLabel("Addresses").fill(email);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("1 invitation is on its way")).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();

  const link = await mailTo(baseURL ?? "", email, /\/invitations\/([^\s/<"]+)/);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`/invitations/${link}`);
  await expect(other.getByRole("heading", { name: "Join Main" })).toBeVisible();
  await other.getByLabel("Your name").fill("Carla Cedar");
  await other.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await other.getByRole("button", { name: "Create account and join" }).click();
  await expect(other).toHaveURL(new RegExp(`/w/${ann.workspaceId}`));

  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const field = page.getByRole("textbox", { name: "Write a comment…" });
  await field.click();
  await page.keyboard.type("What do you think, @car");
  await expect(page.getByRole("option", { name: "Carla Cedar" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("?");
  await expect(field).toHaveValue("What do you think, @Carla Cedar ?");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").getByText("@Carla Cedar")).toBeVisible();

  await other.goto(`/w/${ann.workspaceId}/inbox`);
  await expect(other.getByText("mentioned you in")).toBeVisible({ timeout: 20_000 });
  await expect(other.getByRole("navigation").getByLabel("1 unread")).toBeVisible();
  await other.getByRole("link", { name: /mentioned you in/ }).click();
  await expect(other.getByRole("complementary").getByText("What do you think,")).toBeVisible();
  await expect(other.getByRole("navigation").getByLabel("1 unread")).toHaveCount(0);

  // Home tells of the mention too, and has what was open last.
  await other.goto(`/w/${ann.workspaceId}`);
  await expect(other.getByRole("region", { name: /^Mentions/ }).getByText("Choose a name")).toBeVisible();
  await other.getByRole("region", { name: "Opened last" }).getByRole("link").click();
  await expect(other.getByRole("complementary").getByText("What do you think,")).toBeVisible();
  await context.close();
});

test("an invitation for somebody else is not accepted by accident", async ({ ann, as, baseURL }) => {
  const base = baseURL ?? "";
  const email = `dora.${Date.now().toString(36)}@example.com`;
  await ann.call("POST", `${ann.w}/invitations`, { email, role: "member" });
  const link = await mailTo(base, email, /\/invitations\/([^\s/<"]+)/);
  const eve = await Person.founder(base, "Eve Elm");
  const page = await as(eve);
  await page.goto(`/invitations/${link}`);
  await expect(page.getByText("This invitation is for another address")).toBeVisible();
  await expect(page.getByRole("button", { name: /Accept/ })).toHaveCount(0);
});
