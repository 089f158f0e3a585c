import { expect, test } from "./test";

test("a portfolio is made, filled, put into order and reported on", async ({ ann, as }) => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const launch = await ann.project("Launch", { start_on: day(-40), due_on: day(-2) });
  await ann.project("Website <b>new</b>", { due_on: day(60) });
  await ann.project("Mobile");
  await ann.task(launch, "Bake", { status: "done" });
  await ann.task(launch, "Sell");
  await ann.call("POST", `${ann.w}/projects/${launch.id}/status-updates`, {
    health: "at_risk",
    text: "Late.",
  });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/portfolios`);
  await expect(page.getByText("See your projects side by side")).toBeVisible();
  await page.getByRole("button", { name: "New portfolio" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("This <i>year</i>");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "This <i>year</i>" })).toBeVisible();

  await page.getByRole("button", { name: "Add projects" }).click();
  await dialog.getByLabel("Find projects").fill("LAUNCH");
  await dialog.getByLabel("Launch").check();
  await dialog.getByLabel("Find projects").fill("");
  await dialog.getByLabel("Website <b>new</b>").check();
  await dialog.getByLabel("Mobile").check();
  await dialog.getByRole("button", { name: "Add 3" }).click();
  const table = page.getByRole("region", { name: "Projects" });
  const names = table.getByRole("listitem").getByRole("link");
  await expect(names).toHaveText(["Launch", "Website <b>new</b>", "Mobile"]);
  const summary = page.getByRole("region", { name: "All together" });
  await expect(summary.getByText("1 At risk")).toBeVisible();
  await expect(summary.getByText("2 No update yet")).toBeVisible();
  await expect(table.getByRole("progressbar", { name: "50% done" })).toBeVisible();

  await names.nth(2).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(names).toHaveText(["Launch", "Mobile", "Website <b>new</b>"]);
  await page.getByRole("button", { name: "More about Launch" }).click();
  await page.getByRole("menuitem", { name: "Move down" }).click();
  await expect(names).toHaveText(["Mobile", "Launch", "Website <b>new</b>"]);
  await page.reload();
  await expect(names).toHaveText(["Mobile", "Launch", "Website <b>new</b>"]);

  await page.getByRole("button", { name: "More about Launch" }).click();
  await page.getByRole("menuitem", { name: "Take out" }).click();
  await expect(names).toHaveText(["Mobile", "Website <b>new</b>"]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(names).toHaveText(["Mobile", "Launch", "Website <b>new</b>"]);

  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page).toHaveURL(/view=timeline/);
  await expect(page.getByRole("img", { name: /^Launch: / })).toBeVisible();
  await page.getByRole("link", { name: "Status updates" }).click();
  await page.getByLabel("What happened, and what comes next").fill("All **well**.");
  await page.getByRole("button", { name: "Post" }).click();
  await expect(page.getByText("All well.")).toBeVisible();
  await expect(page.getByText("On track").first()).toBeVisible();
});

test("a row is dragged to another place", async ({ ann, as }) => {
  const projects = [await ann.project("One"), await ann.project("Two"), await ann.project("Three")];
  const made = await ann.call("POST", `${ann.w}/portfolios`, { name: "All" });
  const ids = projects.map(({ id }) => id);
  await ann.call("POST", `${ann.w}/portfolios/${made.id}/projects`, { project_ids: ids });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/portfolios/${made.id}`);
  const rows = page.getByRole("region", { name: "Projects" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  const [from, to] = [await rows.nth(0).boundingBox(), await rows.nth(2).boundingBox()];
  if (!from || !to) throw new Error("The rows are not there.");
  await page.mouse.move(from.x + 200, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 200, to.y + to.height / 2, { steps: 6 });
  await page.mouse.move(to.x + 200, to.y + to.height, { steps: 3 });
  await page.mouse.up();
  await expect(rows.getByRole("link")).toHaveText(["Two", "Three", "One"]);
  await page.reload();
  await expect(rows.getByRole("link")).toHaveText(["Two", "Three", "One"]);
});

test("whoever may only look sees what they see elsewhere, and is offered nothing to change", async ({
  ann,
  as,
}) => {
  const seen = await ann.project("Seen");
  const hidden = await ann.project("Hidden", { visibility: "private" });
  const made = await ann.call("POST", `${ann.w}/portfolios`, { name: "All" });
  await ann.call("POST", `${ann.w}/portfolios`, { name: "Secret", visibility: "private" });
  const body = { project_ids: [hidden.id, seen.id] };
  await ann.call("POST", `${ann.w}/portfolios/${made.id}/projects`, body);
  const ben = await ann.colleague("Ben Beech");
  const page = await as(ben);
  await page.goto(`/w/${ann.workspaceId}/portfolios`);
  await expect(page.getByRole("main").getByRole("link", { name: "All" })).toBeVisible();
  await expect(page.getByText("Secret")).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "All" }).click();
  await expect(page.getByText("One more project is not shared with you.")).toBeVisible();
  const table = page.getByRole("region", { name: "Projects" });
  await expect(table.getByRole("listitem").getByRole("link")).toHaveText(["Seen"]);
  await expect(page.getByRole("button", { name: /Add projects|More about Seen/ })).toHaveCount(0);
  await ann.call("PUT", `${ann.w}/portfolios/${made.id}/members/${ben.id}`, { role: "editor" });
  await page.reload();
  await expect(page.getByRole("button", { name: "Add projects" })).toBeVisible();
});

test("a deleted portfolio comes back, and who sees one is chosen among its members", async ({ ann, as }) => {
  const ben = await ann.colleague("Ben Beech");
  const made = await ann.call("POST", `${ann.w}/portfolios`, { name: "All" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/portfolios/${made.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Add somebody").click();
  await page.getByRole("option", { name: "Ben Beech" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Role of Ben Beech")).toHaveValue("Editor");
  await page.keyboard.press("Escape");
  expect((await ben.ask("PATCH", `${ben.w}/portfolios/${made.id}`, { name: "Ours" })).status).toBe(200);
  await page.getByRole("button", { name: "More about this portfolio" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/portfolios$/);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("main").getByRole("link", { name: "Ours" })).toBeVisible();
});
