import { expect, test } from "./test";

test("a goal is set, measured, linked to work and reported on, and its progress follows", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  await ann.task(project, "Bake");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/goals`);
  await expect(page.getByText("Say what you want to reach")).toBeVisible();
  await page.getByRole("button", { name: "New goal" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Customers <b>recommend</b> us");
  await form.getByLabel("Period").fill("Q1 2030");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Customers <b>recommend</b> us" })).toBeVisible();

  await page.getByRole("button", { name: "Add key result" }).click();
  await form.getByLabel("Name").fill("Reviews");
  await form.getByLabel("Target").fill("40");
  await form.getByRole("button", { name: "Create" }).click();
  const results = page.getByRole("region", { name: "Key results" });
  await results.getByLabel("Where Reviews is now").fill("10");
  await results.getByRole("button", { name: "Update" }).click();
  await expect(results.getByRole("progressbar", { name: "25% reached" })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "25% reached" })).toHaveCount(2);
  await results.getByRole("button", { name: "Delete Reviews" }).click();
  await expect(results.getByText("Reviews")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(results.getByLabel("Where Reviews is now")).toHaveValue("10");

  const links = page.getByRole("region", { name: "Work that counts for it" });
  await links.getByLabel("Link a task by its key").fill("LAUNCH-1");
  await links.getByRole("button", { name: "Link" }).click();
  await expect(links.getByRole("link", { name: /LAUNCH-1/ })).toBeVisible();

  const updates = page.getByRole("region", { name: "Status updates" });
  await updates.getByLabel("What happened, and what comes next").fill("We are **ahead**.");
  await updates.getByLabel("How it stands").click();
  await page.getByRole("option", { name: "At risk" }).click();
  await updates.getByRole("button", { name: "Post" }).click();
  await expect(updates.getByText("We are ahead.")).toBeVisible();
  await expect(page.getByText("At risk").first()).toBeVisible();
});

test("goals are a tree that is filtered, and a deleted one comes back", async ({ ann, as }) => {
  const top = await ann.call("POST", `${ann.w}/goals`, { name: "Grow", period: "2030" });
  await ann.call("POST", `${ann.w}/goals`, { name: "Sell more", parent_id: top.id, period: "Q1 2030" });
  await ann.call("POST", `${ann.w}/goals`, { name: "Rest", period: "Q2 2030" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/goals?period=Q1+2030`);
  await expect(page.getByRole("link", { name: "Sell more" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Grow" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Rest" })).toHaveCount(0);
  await page.getByRole("button", { name: "Hide the goals below Grow" }).click();
  await expect(page.getByRole("link", { name: "Sell more" })).toHaveCount(0);
  await page.goto(`/w/${ann.workspaceId}/goals`);
  await page.getByRole("link", { name: "Rest" }).click();
  await page.getByRole("button", { name: "More about this goal" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/goals$/);
  await expect(page.getByRole("link", { name: "Rest" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("link", { name: "Rest" })).toBeVisible();
  await page.getByRole("link", { name: "Grow" }).click();
  await page.getByRole("button", { name: "More about this goal" }).click();
  await page.getByRole("menuitem", { name: "Partly achieved" }).click();
  await expect(page.getByText("Partly achieved").first()).toBeVisible();
});

test("whoever may not manage goals only reads them", async ({ ann, as }) => {
  const goal = await ann.call("POST", `${ann.w}/goals`, { name: "Grow" });
  await ann.call("POST", `${ann.w}/goals/${goal.id}/key-results`, {
    name: "Reviews",
    measure: "number",
    target: 4,
  });
  const ben = await ann.colleague("Ben Beech", "guest");
  const asked = await ben.ask("GET", `${ben.w}/goals/${goal.id}`);
  const refused = await ben.ask("PATCH", `${ben.w}/goals/${goal.id}`, { name: "Mine" });
  expect([403, 404]).toContain(refused.status);
  const page = await as(ben);
  await page.goto(`/w/${ann.workspaceId}/goals/${goal.id}`);
  if (asked.status === 200) await expect(page.getByText("Reviews")).toBeVisible();
  await expect(page.getByRole("main")).toBeVisible();
  await expect(
    page.getByRole("button", { name: /Add key result|Update|More about this goal|Post/ }),
  ).toHaveCount(0);
});
