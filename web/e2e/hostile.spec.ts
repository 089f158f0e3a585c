import { expect, expected, test } from "./test";

const HOSTILE = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}"'&`;

test("hostile texts are shown as text everywhere", async ({ ann, as }) => {
  const project = await ann.project("Hostile", { description: HOSTILE });
  const short = HOSTILE.slice(0, 48);
  const field = await ann.call("POST", `${ann.w}/custom-fields`, {
    name: HOSTILE.slice(0, 60),
    type: "text",
    project_id: project.id,
  });
  const tag = await ann.call("POST", `${ann.w}/tags`, { name: short });
  const parent = await ann.task(project, HOSTILE);
  const task = await ann.task(project, HOSTILE, {
    parent_id: parent.id,
    tag_ids: [tag.id],
    custom_fields: { [field.id]: HOSTILE },
    description: `${HOSTILE}\n\n[a](javascript:window.hacked=1) [b](data:text/html,x) ![c](https://example.com/c.png)\n\n<iframe src="https://example.com"></iframe>`,
    assignee_ids: [ann.id],
  });
  await ann.task(project, HOSTILE, { parent_id: task.id });
  await ann.call(
    "PUT",
    `${ann.w}/tasks/${task.id}/dependencies/${(await ann.task(project, HOSTILE)).id}`,
    {},
  );
  await ann.call("POST", `${ann.w}/tasks/${task.id}/comments`, {
    body_md: `${HOSTILE} [x](vbscript:x) <a href="javascript:window.hacked=1">y</a>`,
  });
  const page = await as(ann);
  const places = [
    `/w/${ann.workspaceId}`,
    `/w/${ann.workspaceId}/p/${project.id}/board`,
    `/w/${ann.workspaceId}/p/${project.id}/list`,
    `/w/${ann.workspaceId}/p/${project.id}/settings`,
    `/w/${ann.workspaceId}/settings/tags`,
    `/w/${ann.workspaceId}/t/${task.key}`,
  ];
  for (const place of places) {
    await page.goto(place);
    // Where it can be changed it is the value of a field.
    const shown = page.getByText("onerror=").or(page.locator("input[value*='onerror='], textarea"));
    await expect(shown.first()).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator("img[src=x], iframe, main script").count()).toBe(0);
    expect(await page.locator("a[href^='javascript:'], a[href^='data:'], a[href^='vbscript:']").count()).toBe(
      0,
    );
  }
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByText("created this task")).toBeVisible();
});

test("a foreign address in a link of ours leads nowhere", async ({ page, ann }) => {
  await page.goto("/sign-in?next=//evil.example/");
  await page.getByLabel("E-mail address").fill(ann.email);
  await page.getByLabel("Password", { exact: true }).fill(ann.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/127\.0\.0\.1.*\/w\//);
});

test("the policy refuses what is injected all the same", async ({ ann, as }) => {
  const page = await as(ann);
  const seen: string[] = [];
  expected.set(page, /Content Security Policy|violates/);
  page.on("console", (message) => seen.push(message.text()));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.hacked = 1";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(style);
  });
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
  await expect(page.locator("body")).toBeVisible();
  await expect
    .poll(() => seen.filter((text) => text.includes("Content Security Policy")).length)
    .toBeGreaterThan(1);
});
