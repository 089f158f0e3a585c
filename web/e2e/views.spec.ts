import { expect, test } from "./test";

test.describe("filters and saved views", () => {
  test("narrow a project down, in the address, so that a link and the back button know them", async ({
    ann,
    as,
  }) => {
    const project = await ann.project();
    await ann.task(project, "Write the announcement", { priority: "high", assignee_ids: [ann.id] });
    await ann.task(project, "Book the venue", { priority: "low" });
    await ann.task(project, "Announce the venue", { priority: "high" });
    const page = await as(ann);
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
    await expect(page.getByRole("link", { name: "Book the venue" })).toBeVisible();

    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("menuitem", { name: "Priority" }).hover();
    await page.getByRole("menuitemcheckbox", { name: "High" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: "Book the venue" })).toBeHidden();
    await expect(page.getByText("2 tasks fit")).toBeVisible();
    await expect(page).toHaveURL(/priority=high/);

    await page.getByLabel("Find in this project").fill("write");
    await expect(page.getByText("1 task fits")).toBeVisible();
    const address = page.url();

    await page.goBack();
    await expect(page.getByText("2 tasks fit")).toBeVisible();
    await expect(page.getByLabel("Find in this project")).toHaveValue("");

    await page.goto(address);
    await expect(page.getByText("1 task fits")).toBeVisible();
    await page.getByRole("link", { name: "Board" }).click();
    await expect(page.getByText("1 task fits")).toBeVisible();
    await page.getByRole("button", { name: /Take the filter away: Priority/ }).click();
    await page.getByRole("button", { name: "Clear", exact: true }).last().click();
    await expect(page.getByRole("button", { name: /Book the venue/ })).toBeVisible();
  });

  test("are saved under a name, shared, and taken away with a way back", async ({ ann, as }) => {
    const ben = await ann.colleague("Ben Birch");
    const project = await ann.project("Launch", { visibility: "public" });
    await ann.task(project, "For Ben", { assignee_ids: [ben.id] });
    await ann.task(project, "For nobody");
    const page = await as(ann);
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list?assignee=me&group=priority`);
    await expect(page.getByText("No task fits")).toBeVisible();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
    await page.getByLabel("Name").fill("Mine <b>only</b>");
    await page.getByLabel(/Share it with everybody/).check();
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByRole("button", { name: "Mine <b>only</b>", exact: true })).toBeVisible();

    const his = await as(ben);
    await his.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
    await his.getByRole("button", { name: "Views" }).click();
    await his.getByRole("menuitem", { name: "Mine <b>only</b>", exact: true }).click();
    await expect(his).toHaveURL(/\/list\?.*assignee=me/);
    await expect(his.getByRole("link", { name: "For Ben" })).toBeVisible();
    await expect(his.getByRole("link", { name: "For nobody" })).toBeHidden();

    await his.getByRole("button", { name: "Mine <b>only</b>", exact: true }).click();
    await his.getByRole("menuitem", { name: "Manage views…" }).click();
    await expect(his.getByRole("dialog").getByText("Mine <b>only</b>")).toBeVisible();
    await expect(his.getByRole("button", { name: /Delete “Mine/ })).toHaveCount(0);

    await page.getByRole("button", { name: "Mine <b>only</b>", exact: true }).click();
    await page.getByRole("menuitem", { name: "Manage views…" }).click();
    await page.getByRole("button", { name: /Delete “Mine/ }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Mine <b>only</b>", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "Mine <b>only</b>", exact: true })).toBeVisible();
  });

  test("keep which columns the list shows, and a project opens in its default view", async ({ ann, as }) => {
    const project = await ann.project("Launch", { visibility: "public" });
    const field = await ann.call("POST", `${ann.w}/custom-fields`, {
      name: "Budget",
      type: "number",
      project_id: project.id,
    });
    await ann.task(project, "Book the venue", { points: 3, custom_fields: { [field.id]: 900 } });
    const page = await as(ann);
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/list`);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "Show “Budget”" }).click();
    await page.getByRole("button", { name: "Hide “Priority”" }).click();
    await page.getByRole("button", { name: "Move “Budget” to the left" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByText("900", { exact: true })).toBeVisible();
    const edge = page.getByRole("separator", { name: "Width of “Budget”" });
    await edge.focus();
    await page.keyboard.press("ArrowLeft");
    await expect(edge).toHaveAttribute("aria-valuenow", "140");
    await page.reload();
    await expect(page.getByText("900", { exact: true })).toBeVisible();

    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Money");
    await page.getByLabel(/Share it with everybody/).check();
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("button", { name: "Money", exact: true }).click();
    await page.getByRole("menuitem", { name: "Manage views…" }).click();
    await page.getByRole("button", { name: "The project opens in “Money”" }).click();
    await expect(page.getByRole("button", { name: "The project opens in “Money”" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );

    const ben = await ann.colleague("Ben Birch");
    const his = await as(ben);
    await his.getByRole("link", { name: "Launch" }).first().click();
    await expect(his.getByRole("button", { name: "Money", exact: true })).toBeVisible();
    await expect(his.getByText("900", { exact: true })).toBeVisible();
    await expect(his.getByRole("separator", { name: "Width of “Budget”" })).toHaveAttribute(
      "aria-valuenow",
      "140",
    );
    await his.getByRole("button", { name: "Columns" }).click();
    await his.getByRole("button", { name: "Hide “Budget”" }).click();
    await expect(his).toHaveURL(/cols=/);
    await his.goBack();
  });
});
