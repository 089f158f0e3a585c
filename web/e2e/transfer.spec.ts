import { readFileSync } from "node:fs";
import { expect, type Person, test } from "./test";

const TABLE = [
  "What,By when,Who,Mood,State",
  '"Write, then send",2031-03-04,ann@nowhere.example,good,To do',
  "Second,soon,,fine,Waiting",
  ",2031-03-05,,,",
].join("\n");

const titles = async (ann: Person, projectId: string) => {
  const { data } = await ann.call("GET", `${ann.w}/tasks?filter[project_id]=${projectId}`);
  return (data as unknown as { title: string }[]).map(({ title }) => title).sort();
};

test("a table is mapped, looked at, imported, and taken back as a whole", async ({ ann, as }) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/import?project=${project.id}`);
  await page.getByLabel("The file").setInputFiles({
    name: "tasks.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(TABLE),
  });
  await expect(page.getByText("One column must be the title.")).toBeVisible();
  const column = (name: string) => page.getByRole("combobox", { name: `The column ${name} fills` });
  await expect(column("State")).toHaveValue("Status");
  for (const [name, field] of [
    ["What", "Title"],
    ["By when", "Due"],
    ["Who", "Assignees"],
  ] as const) {
    await column(name).click();
    await page.getByRole("option", { name: field, exact: true }).click();
  }
  await page.getByRole("button", { name: "Look at the file" }).click();

  // What would become of it, with the lines that are wrong; nothing is made yet.
  await expect(page.getByRole("heading", { name: "What would become of it" })).toBeVisible();
  await expect(page.getByRole("definition").first()).toHaveText("2");
  await expect(page.getByRole("row", { name: /^4 What has no title \(not taken\)/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^3 By when .*\(taken without it\)/ })).toBeVisible();
  expect(await titles(ann, project.id)).toEqual([]);

  // Who and what the words of the file mean; the address is that of the import, and survives a reload.
  await page.reload();
  await page.getByRole("combobox", { name: "ann@nowhere.example is" }).click();
  await page.getByRole("option", { name: /Ann Alder/ }).click();
  await page.getByRole("combobox", { name: "Waiting is" }).click();
  await page.getByRole("option", { name: "In progress" }).click();
  await page.getByRole("button", { name: "Look again" }).click();
  await page.getByRole("button", { name: "Import 2 tasks" }).click();
  await expect(page.getByRole("heading", { name: "What became of it" })).toBeVisible();
  expect(await titles(ann, project.id)).toEqual(["Second", "Write, then send"]);
  const { data } = await ann.call("GET", `${ann.w}/tasks?filter[project_id]=${project.id}`);
  const second = (data as unknown as { title: string; status: string }[]).find(
    ({ title }) => title === "Second",
  );
  expect(second?.status).toBe("in_progress");

  await page.getByRole("button", { name: "Undo the whole import" }).click();
  await expect.poll(() => titles(ann, project.id)).toEqual([]);
});

test("a project is exported while one does something else, and the file is fetched", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Take me out");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("button", { name: "More about this project" }).click();
  await page.getByRole("menuitem", { name: "Export…" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const tray = page.getByRole("complementary", { name: "Long work" });
  await expect(tray.getByText("1 has ended")).toBeVisible();
  // It is there after a reload too.
  await page.reload();
  await tray.getByRole("button", { name: "Show long work" }).click();
  const download = page.waitForEvent("download");
  await tray.getByRole("button", { name: "Download" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toContain("Take me out");
  await tray.getByRole("button", { name: "Clear" }).click();
  await expect(tray).toHaveCount(0);

  await page.goto(`/w/${ann.workspaceId}/exports`);
  await expect(page.getByText("1 task,")).toBeVisible();
  await page.getByRole("button", { name: /^Delete: / }).click();
  await expect(page.getByText("No exports yet")).toBeVisible();
});

test("an archive of a project is brought into another one, which becomes the same", async ({ ann, as }) => {
  const project = await ann.project();
  await ann.task(project, "Bring me along");
  for (const name of ["Sprint 1", "Sprint 2"])
    await ann.call("POST", `${ann.w}/sprints`, { project_id: project.id, name });
  const said = { health: "at_risk", text: "Late" };
  await ann.call("POST", `${ann.w}/projects/${project.id}/status-updates`, said);
  await ann.call("POST", `${ann.w}/exports`, { project_id: project.id, format: "onetick_archive" });
  const other = await ann.project("Restored");
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/exports`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download/ }).click({ timeout: 30_000 });
  const buffer = readFileSync(await (await download).path());

  await page.goto(`/w/${ann.workspaceId}/import?project=${other.id}`);
  await page
    .getByLabel("The file")
    .setInputFiles({ name: "launch.zip", mimeType: "application/zip", buffer });
  await expect(page.getByText("Seems to be: OneTick")).toBeVisible();
  await page.getByRole("button", { name: "Look at the file" }).click();
  await expect(page.getByText("With it: 2 sprints, 1 status update")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Nobody gets a role by it")).toBeVisible();
  await page.getByRole("button", { name: "Import 1 task" }).click();
  await expect(page.getByRole("heading", { name: "What became of it" })).toBeVisible({ timeout: 30_000 });
  expect(await titles(ann, other.id)).toEqual(["Bring me along"]);
  await expect(page.getByRole("term").filter({ hasText: "sprints" })).toBeVisible();
  const { data } = await ann.call("GET", `${ann.w}/sprints?filter[project_id]=${other.id}`);
  expect((data as unknown as { name: string }[]).map(({ name }) => name).sort()).toEqual([
    "Sprint 1",
    "Sprint 2",
  ]);
});

test("issues of another tracker are taken for what they are, and the plan says what stays behind", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/import?project=${project.id}`);
  await page.getByLabel("The file").setInputFiles({
    name: "issues.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "ID,Title,Status,Priority,Cycle Number\nENG-1,Plan it,Shaping,High,4\nENG-2,Ship it,Done,,\n",
    ),
  });
  await expect(page.getByRole("radio", { name: /Linear/ })).toBeChecked();
  await page.getByRole("button", { name: "Look at the file" }).click();
  await expect(page.getByRole("heading", { name: "What would become of it" })).toBeVisible();
  await page.getByText("What stays behind").click();
  await expect(page.getByText("cycle number (in 1 row)")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 tasks" }).click();
  await expect(page.getByRole("heading", { name: "What became of it" })).toBeVisible();
  expect(await titles(ann, project.id)).toEqual(["Plan it", "Ship it"]);
});

test("admins see how much room the files of the workspace take", async ({ ann, as }) => {
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/settings/general`);
  await expect(page.getByRole("heading", { name: "Storage" })).toBeVisible();
  await expect(page.getByText(/^0 byte of 100 GB used$/)).toBeVisible();
});
