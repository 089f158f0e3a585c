import type { Page } from "@playwright/test";
import { expect, type Person, test } from "./test";

const all = { all_day: true, timezone: "Europe/Berlin" };
/** So many days from today, as whole days of the reader. */
function dates(from: number, to: number) {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { start_at: `${day(from)}T00:00:00Z`, due_at: `${day(to)}T20:00:00Z`, ...all };
}
const bar = (page: Page, key: string) => page.getByRole("button", { name: new RegExp(`^${key} `) });
const due = async (ann: Person, key: string) =>
  Date.parse(String((await ann.call("GET", `${ann.w}/tasks/${key}`)).due_at)) / 86_400_000;

/** Drag a bar by so many days of the day scale. */
async function dragBy(page: Page, key: string, days: number, grip = 0.5): Promise<void> {
  const box = await bar(page, key).boundingBox();
  if (!box) throw new Error("nothing to drag");
  const [x, y] = [box.x + box.width * grip, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + days * 20, y, { steps: 4 });
  await page.mouse.move(x + days * 40, y, { steps: 4 });
  await page.mouse.up();
}

test("a bar is moved and stretched, by the mouse and by keys, and stays so", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Bake", dates(1, 4));
  await ann.task(project, "Party", { ...dates(6, 6), milestone: true });
  const before = await due(ann, "LAUNCH-1");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/timeline?zoom=day`);
  await dragBy(page, "LAUNCH-1", 2);
  await expect.poll(() => due(ann, "LAUNCH-1")).toBe(before + 2);
  await dragBy(page, "LAUNCH-1", 3, 0.985);
  await expect.poll(() => due(ann, "LAUNCH-1")).toBe(before + 5);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => due(ann, "LAUNCH-1")).toBe(before + 2);

  await bar(page, "LAUNCH-1").focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowLeft");
  await expect.poll(() => due(ann, "LAUNCH-1")).toBe(before - 1);
  await page.keyboard.press("ArrowDown");
  await expect(bar(page, "LAUNCH-2")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary").getByText("LAUNCH-2").first()).toBeVisible();
});

test("a line from one bar to another lets it wait, is taken away, and Undo brings it back", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  await ann.task(project, "First", dates(1, 3));
  await ann.task(project, "Second", dates(5, 7));
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/timeline?zoom=day`);
  const first = await bar(page, "LAUNCH-1").boundingBox();
  const second = await bar(page, "LAUNCH-2").boundingBox();
  if (!first || !second) throw new Error("no bars");
  await page.mouse.move(first.x + 20, first.y + 10);
  await page.mouse.move(first.x + first.width + 6, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(first.x + first.width + 30, first.y + 30, { steps: 4 });
  await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2, { steps: 6 });
  await page.mouse.up();
  const waiting = async () => {
    const task = await ann.call("GET", `${ann.w}/tasks/LAUNCH-2`);
    return (task.dependencies as { blocked_by: { type: string }[] }).blocked_by.map(({ type }) => type);
  };
  await expect.poll(waiting).toEqual(["FS"]);
  const arrow = page.locator("[data-arrow]");
  await expect(arrow).toHaveCount(1);
  await page.mouse.click(first.x + first.width + 9, (first.y + second.y + first.height) / 2);
  await page.getByRole("button", { name: "Remove dependency" }).click();
  await expect(arrow).toHaveCount(0);
  await expect.poll(waiting).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(arrow).toHaveCount(1);
});

test("what waits for a task moves along when one says so, and is shown where it would go before", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const [one, two, three] = [
    await ann.task(project, "One", dates(1, 2)),
    await ann.task(project, "Two", dates(3, 4)),
    await ann.task(project, "Three", dates(5, 6)),
  ];
  await ann.call("PUT", `${ann.w}/tasks/${two.id}/dependencies/${one.id}`, {});
  await ann.call("PUT", `${ann.w}/tasks/${three.id}/dependencies/${two.id}`, {});
  const before = await due(ann, "LAUNCH-3");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/timeline?zoom=day`);
  const place = await bar(page, "LAUNCH-3").boundingBox();
  await dragBy(page, "LAUNCH-1", 4);
  const panel = page.getByRole("region", { name: "What moves along" });
  await expect(panel).toContainText("2 tasks wait for LAUNCH-1");
  // The preview, before anything is written.
  await expect.poll(async () => (await bar(page, "LAUNCH-3").boundingBox())?.x).not.toBe(place?.x);
  expect(await due(ann, "LAUNCH-3")).toBe(before);
  await panel.getByText("By as many days").click();
  await panel.getByRole("button", { name: "Move", exact: true }).click();
  await expect.poll(() => due(ann, "LAUNCH-3")).toBe(before + 4);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => due(ann, "LAUNCH-3")).toBe(before);

  await dragBy(page, "LAUNCH-1", 4);
  await panel.getByText("Nothing", { exact: true }).click();
  await panel.getByRole("button", { name: "Move", exact: true }).click();
  await expect(page.locator("[data-tone=bad]")).toHaveCount(1, { timeout: 15_000 });
  expect(await due(ann, "LAUNCH-3")).toBe(before);
});

test("the critical path stands out, and a viewer moves nothing", async ({ ann, as }) => {
  const project = await ann.project("Launch", { visibility: "private" });
  const one = await ann.task(project, "One", dates(1, 5));
  const two = await ann.task(project, "Two", dates(6, 9));
  await ann.task(project, "Aside", dates(1, 2));
  await ann.call("PUT", `${ann.w}/tasks/${two.id}/dependencies/${one.id}`, {});
  const vic = await ann.colleague("Vic Viewer");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${vic.id}`, { role: "viewer" });
  const before = await due(ann, "LAUNCH-1");
  const page = await as(vic);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/timeline?zoom=day&critical=true`);
  await expect(page.getByRole("button", { name: /One.*on the critical path/ })).toBeVisible({
    timeout: 15_000,
  });
  await expect(page.getByRole("button", { name: /Aside/ })).not.toHaveAccessibleName(/critical/);
  await dragBy(page, "LAUNCH-1", 2);
  await page.waitForTimeout(300);
  expect(await due(ann, "LAUNCH-1")).toBe(before);
});
