import { expect, test } from "./test";

const HOSTILE = `<img src=x onerror="window.hacked=1">`;

test("custom fields are changed where they stand, and a refusal says why at the field", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const field = async (name: string, type: string, more: object = {}) =>
    (await ann.call("POST", `${ann.w}/custom-fields`, { name, type, project_id: project.id, ...more })).id;
  const budget = await field("Budget", "currency", { currency_code: "EUR", maximum: 100, precision: 2 });
  await field("Stage", "single_select", {
    options: [{ name: "Draft" }, { name: "Final", color: "#1c8a55" }],
  });
  await field("Twice", "formula", { expression: `{${budget}} * 2` });
  const site = await field("Site", "url");
  const note = await field("Note", "text");
  await field("Score", "rating");
  await field("Agreed", "checkbox", { required: true, default: false });
  const task = await ann.task(project, "With fields", {
    custom_fields: { [site]: "https://example.com/", [note]: HOSTILE },
  });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const properties = page.getByLabel("Properties");
  await expect(properties.getByRole("link", { name: "https://example.com/" })).toBeVisible();
  await expect(properties.getByRole("textbox", { name: "Note" })).toHaveValue(HOSTILE);
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();

  await page.getByRole("button", { name: "Add a property" }).click();
  await page.getByRole("menuitem", { name: "Budget" }).click();
  await page.keyboard.type("120");
  await page.keyboard.press("Enter");
  await expect(properties.getByText(/must be at most 100/)).toBeVisible();
  const input = properties.getByRole("textbox", { name: "Budget" });
  await input.fill("12,5");
  await input.press("Enter");
  await expect(properties.getByText(/must be at most 100/)).toHaveCount(0);
  await expect(properties.getByText("25", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Add a property" }).click();
  await page.getByRole("menuitem", { name: "Stage" }).click();
  await page.getByRole("option", { name: "Final" }).click();
  await properties.getByRole("checkbox", { name: "Agreed" }).click();
  await expect
    .poll(
      async () =>
        Object.keys((await ann.call("GET", `${ann.w}/tasks/${task.id}`)).custom_fields as object).length,
    )
    .toBe(6);
  await page.reload();
  await expect(properties.getByText("Final")).toBeVisible();
});

test("tags, estimate, time and repetition by keys and in words", async ({ ann, as }) => {
  const project = await ann.project();
  const task = await ann.task(project, "Regular", { due_at: "2099-01-05T10:00:00Z" });
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const properties = page.getByLabel("Properties");
  await expect(properties.getByText("Status")).toBeVisible();
  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Find or make a tag" }).fill("Urgent stuff");
  await page.getByRole("option", { name: /Make/ }).click();
  await expect(properties.getByText("Urgent stuff")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Add a property" }).click();
  await page.getByRole("menuitem", { name: "Estimate" }).click();
  await page.keyboard.type("1h 30m");
  await page.keyboard.press("Enter");
  await expect(properties.getByText("0 m of 1 h 30 m")).toBeVisible();
  await properties.getByRole("button", { name: "Start the timer" }).click();
  await expect(page.getByRole("timer").first()).toHaveText(/0:00:0[1-9]/);
  await page.getByRole("button", { name: "Stop and log it" }).first().click();
  await expect(properties.getByText("1 m of 1 h 30 m")).toBeVisible();

  await page.getByRole("tab", { name: "Time" }).click();
  await page.getByRole("button", { name: "Log time" }).click();
  await page.getByLabel("How long").fill("2h");
  await page.getByLabel("Note", { exact: true }).fill("Thought about it");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Thought about it")).toBeVisible();
  await expect(properties.getByText("2 h 1 m of 1 h 30 m")).toBeVisible();

  await page.getByRole("button", { name: "Add a property" }).click();
  await page.getByRole("menuitem", { name: "Repeats" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "How often" }).click();
  await page.getByRole("option", { name: "On the last day of the month" }).click();
  await expect(dialog.getByText("Every month on the last day")).toBeVisible();
  await expect(dialog.getByText(/Next: .*2099/)).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(properties.getByText("Every month on the last day")).toBeVisible();
});
