import { mailTo } from "./service";
import { expect, Person, test } from "./test";

test("from the sign-up to the first task", async ({ page }) => {
  const email = `new.${Date.now().toString(36)}@example.com`;
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Your name").fill("Nora Newman");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(page.getByRole("heading", { name: "Welcome, Nora" })).toBeVisible();
  await page.getByLabel("Name of your organization").fill("Newman Bakery");
  await page.getByRole("button", { name: "Let's start" }).click();

  await page.getByRole("button", { name: "Create the first project" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Summer menu");
  await expect(dialog.getByLabel("Key")).toHaveValue("SM");
  await dialog.getByRole("button", { name: "Create project" }).click();

  await expect(page).toHaveURL(/\/board/);
  const column = page.getByRole("region", { name: /^To do/ });
  await column.getByRole("button", { name: "Add task" }).click();
  await page.keyboard.type("Taste the strawberries");
  await page.keyboard.press("Enter");
  await expect(column.getByRole("button", { name: "SM-1 Taste the strawberries" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "SM-1 Taste the strawberries" })).toBeVisible();

  await mailTo(new URL(page.url()).origin, email, /\/verify-email\/([^\s/<"]+)/);
});

test("a faulty sign-up says what is wrong at the field", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Short");
  await page.getByLabel("E-mail address").fill("short@example.com");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("should have at least 10 characters")).toBeVisible();
});

test("a forgotten password is replaced by a link from a mail, and the address is confirmed", async ({
  page,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const ann = await Person.founder(base, "Ann Forgetful");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail address").fill(ann.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();

  await page.goto(`/reset-password/${await mailTo(base, ann.email, /\/reset-password\/([^\s/<"]+)/)}`);
  await page.getByLabel("New password", { exact: true }).fill("another horse battery staple");
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail address").fill(ann.email);
  await page.getByLabel("Password", { exact: true }).fill("another horse battery staple");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Start with a project" })).toBeVisible();
});

test("an address is confirmed by a click, not by a visit", async ({ page, baseURL }) => {
  const base = baseURL ?? "";
  const ann = await Person.signUp(base, "Ann Verified");
  const link = await mailTo(base, ann.email, /\/verify-email\/([^\s/<"]+)/);
  await page.goto(`/verify-email/${link}`);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
  expect((await ann.call("GET", "/v1/me")).email_verified).toBe(true);
});

test("a wrong password is told, and where one wanted to go is kept", async ({ page, ann }) => {
  await page.goto(`/w/${ann.workspaceId}/inbox`);
  await page.getByLabel("E-mail address").fill(ann.email);
  await page.getByLabel("Password", { exact: true }).fill("not this one at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("not right");
  await page.getByLabel("Password", { exact: true }).fill(ann.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${ann.workspaceId}/inbox`));
  await expect(page.getByRole("heading", { name: "Nothing new" })).toBeVisible();
});
