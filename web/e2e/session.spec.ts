import { expect, expected, Person, test } from "./test";

test("an access token that ended is renewed without losing what was typed", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Long letter");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const field = page.getByRole("textbox", { name: "Write a comment…" });
  await field.fill("A long text that took an hour.");
  let refused = 0;
  await page.route("**/comments", async (route) => {
    if (route.request().method() !== "POST" || refused > 0) return route.continue();
    refused += 1;
    await route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      body: '{"code":"token_expired"}',
    });
  });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").getByText("A long text that took an hour.")).toBeVisible();
  expect(refused).toBe(1);
  const comments = (await ann.call("GET", `${ann.w}/tasks/${task.id}/comments`)).data;
  expect(comments).toHaveLength(1);
});

test("a session that was ended elsewhere asks for the password, and goes on with what was sent", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Long letter");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const field = page.getByRole("textbox", { name: "Write a comment…" });
  await field.fill("Not lost.");
  // As after 15 minutes: nothing that the browser holds is good any more.
  await page.route("**/v1/auth/token", (route) => {
    const isRenewal = route.request().postData()?.includes("refresh_token");
    if (!isRenewal) return route.continue();
    return route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      body: '{"code":"unauthenticated"}',
    });
  });
  let isGone = true;
  await page.route("**/v1/workspaces/**", (route) =>
    isGone
      ? route.fulfill({
          status: 401,
          contentType: "application/problem+json",
          body: '{"code":"token_expired"}',
        })
      : route.continue(),
  );
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Please sign in again" });
  await expect(dialog).toBeVisible();
  isGone = false;
  await dialog.getByLabel("Password", { exact: true }).fill(ann.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("article").getByText("Not lost.")).toBeVisible();
});

test("several tabs renew one after the other, and nobody is signed out", async ({ ann, as }) => {
  await ann.project();
  const first = await as(ann);
  const context = first.context();
  const tabs = [first, ...(await Promise.all([1, 2, 3].map(() => context.newPage())))];
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(tabs.map((tab) => tab.goto(`/w/${ann.workspaceId}`)));
    for (const tab of tabs) await expect(tab.getByRole("heading", { level: 2 }).first()).toBeVisible();
  }
});

test("signing out in one tab signs out in all of them", async ({ ann, as }) => {
  await ann.project();
  const page = await as(ann);
  const other = await page.context().newPage();
  await other.goto(`/w/${ann.workspaceId}`);
  await expect(other.getByRole("heading", { name: "Nothing is waiting for you" })).toBeVisible();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(other).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(() => localStorage.getItem("onetick.session"))).toBeNull();
});

test("a link leads into another organization of the same account", async ({ ann, as, baseURL }) => {
  const ben = await Person.founder(baseURL ?? "", "Ben Beech");
  const guest = await ben.colleague("Gus Gum");
  await guest.call("POST", "/v1/organizations", { name: "Gum & Sons" }).then(async ({ id }) => {
    await guest.choose(id);
    guest.workspaceId = (await guest.call("POST", `/v1/organizations/${id}/workspaces`, { name: "Own" })).id;
  });
  const page = await as(guest);
  await expect(page.getByRole("button", { name: /Own/ })).toBeVisible();
  await page.goto(`/w/${ben.workspaceId}`);
  await expect(page.getByRole("button", { name: /Main/ })).toBeVisible();
  // One that the account is not in.
  expected.set(page, /There is no such thing here/);
  await page.goto(`/w/${ann.workspaceId}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("a network that fails and comes back", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Still here");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(page.getByText("Still here")).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await page.getByRole("button", { name: "Add task" }).first().click();
  await page.keyboard.type("Written offline");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Nothing you typed is lost");
  // What was typed came back into the field.
  await expect(page.getByRole("textbox", { name: "New task in To do" })).toHaveValue("Written offline");
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
  await page.getByRole("textbox", { name: "New task in To do" }).press("Enter");
  await expect(page.getByRole("button", { name: /Written offline/ })).toBeVisible();
});

test("a write whose answer is lost happens once", async ({ ann, as }) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  let lost = 0;
  await page.route("**/tasks", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Add task" }).first().click();
  await page.keyboard.type("Only once");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "LAUNCH-1 Only once" })).toBeVisible();
  const tasks = (await ann.call("GET", `${ann.w}/tasks?filter[project_id]=${project.id}`)).data;
  expect(tasks).toHaveLength(1);
  expect(lost).toBe(1);
});

test("a slow network shows that something is coming, and a broken page what to do", async ({ ann, as }) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.route("**/v1/**/board", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: '{"code":"internal","title":"Our fault","detail":"It is being looked at.","correlation_id":"c-7"}',
    });
  });
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await expect(page.locator("[aria-busy=true]")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Our fault", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Copy the reference" })).toBeVisible();
  await page.unroute("**/v1/**/board");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("region", { name: /^To do/ })).toBeVisible();
});
