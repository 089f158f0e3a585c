import { expect, type Person, test } from "./test";

const address = (ann: Person, projectId: string, search = "") =>
  `/w/${ann.workspaceId}/p/${projectId}/reports${search}`;

test("what is done in a project shows in its reports, as a chart and as a table", async ({ ann, as }) => {
  const project = await ann.project();
  const ben = await ann.colleague("Ben <b>Beech</b>");
  await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${ben.id}`, { role: "editor" });
  const done = await ann.task(project, "Done");
  await ann.task(project, "Late", { due_at: "2020-01-01T10:00:00Z", assignee_ids: [ben.id] });
  for (const status of ["in_progress", "done"])
    await ann.call("POST", `${ann.w}/tasks/${done.id}/transition`, { status });
  await ann.call("POST", `${ann.w}/time-entries`, { task_id: done.id, minutes: 90 });
  const totals = async () =>
    (await ann.call("GET", `${ann.w}/reports/logged_time?project_id=${project.id}`)).totals;
  await expect.poll(totals).toEqual({ [ann.id]: 90 });

  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
  await page.getByRole("link", { name: "Reports" }).click();
  const card = (name: string) => page.getByRole("region", { name, exact: true });
  await expect(card("Throughput").getByRole("list")).toContainText("Created 2");
  await expect(card("Throughput").getByRole("list")).toContainText("Completed 1");
  await expect(card("Cumulative flow").getByRole("list")).toContainText("Done 1");
  await expect(card("Cycle time")).toContainText("50 % within");
  await expect(card("Time in status").getByRole("list")).toContainText("1 stay");
  await expect(card("Workload").getByRole("list").last()).toContainText("Ben <b>Beech</b>");
  await expect(card("Overdue").getByRole("list")).toContainText("Ben <b>Beech</b> 1");
  await expect(card("Logged time").getByRole("list")).toContainText("1 h 30 min");

  // By the keyboard, and in words.
  const chart = card("Throughput").getByRole("slider");
  await chart.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /Created 2, Completed 1$/);
  await chart.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", /Created 0, Completed 0$/);
  await card("Throughput").getByText("Show as a table").click();
  await expect(card("Throughput").getByRole("row").last()).toContainText("210");
});

test("the days are in the address, and other people's projects have no reports", async ({ ann, as }) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(address(ann, project.id, "?days=90"));
  await expect(page.getByRole("radio", { name: "90 days" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Weeks" })).toBeChecked();
  await expect(page.getByText("Nothing was made or completed in these days.")).toBeVisible();
  await expect(page.getByText("Nothing is late.")).toBeVisible();
  await page.getByText("Months", { exact: true }).click();
  await expect(page).toHaveURL(/days=90&by=month/);
  await page.getByText("Other days", { exact: true }).click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=/);
  await page.reload();
  await expect(page.getByLabel("From", { exact: true })).toBeVisible();
  await page.goto(address(ann, project.id, "?from=1999-99-99&to=2999-01-01&by=nonsense"));
  await expect(page.getByText("Nothing is late.")).toBeVisible();
});
