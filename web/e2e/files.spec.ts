import { readFileSync } from "node:fs";
import { expect, test } from "./test";

const PIXELS = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC",
  "base64",
);

test("a file is chosen, checked, looked at, downloaded, renamed, deleted and had back", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "With files");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
  const panel = page.getByRole("region", { name: "Files" });
  await expect(panel.getByRole("button", { name: "Attach files" })).toBeVisible();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    panel.getByRole("button", { name: "Attach files" }).click(),
  ]);
  await chooser.setFiles([
    { name: "plan.png", mimeType: "image/png", buffer: PIXELS },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Remember the milk.") },
    { name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);
  await expect(panel.getByText("nothing.txt is empty, or a folder.")).toBeVisible();
  await panel.getByRole("button", { name: "Dismiss nothing.txt" }).click();
  await expect(panel.getByRole("button", { name: "plan.png", exact: true })).toBeVisible({ timeout: 20_000 });
  await panel.getByRole("button", { name: "plan.png", exact: true }).click();
  const picture = page.getByRole("dialog").getByRole("img", { name: "plan.png" });
  await expect
    .poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(panel).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Download notes.txt" }).click(),
  ]);
  expect(readFileSync((await download.path()) ?? "", "utf8")).toBe("Remember the milk.");

  await panel.getByRole("button", { name: "Rename notes.txt" }).click();
  await page.keyboard.type("shopping");
  await page.keyboard.press("Enter");
  await expect(panel.getByText("shopping.txt")).toBeVisible();

  await panel.getByRole("button", { name: "Delete shopping.txt" }).click();
  await expect(panel.getByText("shopping.txt")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(panel.getByText("shopping.txt")).toBeVisible();
});

test("a picture is pasted and a file dropped anywhere on the task, and hostile names are text", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "With files");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const panel = page.getByRole("region", { name: "Files" });
  await page.getByRole("textbox", { name: "Write a comment…" }).click();
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...PIXELS],
  );
  await expect(panel.getByText("image.png")).toBeVisible();

  const carried = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], "<img src=x onerror=alert(1)>.txt", { type: "text/plain" }));
    return data;
  });
  const title = page.getByLabel("Title");
  await title.dispatchEvent("dragover", { dataTransfer: carried });
  await expect(page.getByText("Drop the files to attach them")).toBeVisible();
  await title.dispatchEvent("drop", { dataTransfer: carried });
  await expect(panel.getByText(/onerror/)).toBeVisible({ timeout: 20_000 });
  expect(await page.locator("img[src=x]").count()).toBe(0);
});

test("what is not taken is said in words, and a broken connection can be tried again", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const task = await ann.task(project, "With files");
  const page = await as(ann);
  let broken = true;
  await page.route(
    (address) => !address.pathname.startsWith("/v1/"),
    (route) => (broken && route.request().method() === "PUT" ? route.abort() : route.fallback()),
  );
  await page.goto(`/w/${ann.workspaceId}/t/${task.key}`);
  const panel = page.getByRole("region", { name: "Files" });
  await panel
    .locator("input[type=file]")
    .setInputFiles({ name: "late.txt", mimeType: "text/plain", buffer: Buffer.from("late") });
  await expect(panel.getByText("The connection broke off. Try again.")).toBeVisible();
  broken = false;
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByRole("button", { name: "late.txt", exact: true })).toBeVisible({ timeout: 20_000 });

  await page.route("**/attachments", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 413,
          contentType: "application/problem+json",
          body: JSON.stringify({
            status: 413,
            code: "payload_too_large",
            title: "Too large",
            detail: "At most 100 MB.",
          }),
        })
      : route.fallback(),
  );
  await panel
    .locator("input[type=file]")
    .setInputFiles({ name: "big.bin", mimeType: "application/x-thing", buffer: Buffer.from("big") });
  await expect(panel.getByText("At most 100 MB.")).toBeVisible();
});
