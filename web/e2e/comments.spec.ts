import { expect, test } from "./test";

test("a thread: reply, react, edit with what it said before, resolve, reopen; and what is typed is kept", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "Talked about");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const field = page.getByRole("textbox", { name: "Write a comment…" });
  await field.fill("Is **this** right?");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("form strong", { hasText: "this" })).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("Is **this** right?");
  await field.press("Control+Enter");
  const comment = page.getByRole("article").first();
  await expect(comment.getByText("right?")).toBeVisible();

  await comment.getByRole("button", { name: "React" }).click();
  await page.getByRole("button", { name: "React with 🎉" }).click();
  await expect(comment.getByRole("button", { name: /🎉 1/ })).toBeVisible();

  await comment.getByRole("button", { name: "Reply" }).click();
  await page.getByRole("textbox", { name: "Write a reply…" }).fill("It is.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").nth(1).getByText("It is.")).toBeVisible();

  await comment.getByRole("button", { name: "More about this comment" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit" }).fill("Is this wrong?");
  await comment.getByRole("button", { name: "Save" }).click();
  await comment.getByRole("button", { name: "(edited)" }).click();
  await expect(page.getByText("right?")).toBeVisible();
  await page.keyboard.press("Escape");

  await comment.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText(/Resolved by/)).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await comment.getByRole("button", { name: "Reopen" }).click();
  await expect(comment.getByRole("button", { name: "Resolve" })).toBeVisible();
});
