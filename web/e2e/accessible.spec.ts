import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, Person, test } from "./test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds on the screen as it is, by the rules of WCAG 2.2 AA and the best practices. */
async function violations(page: Page, { isLayered = false, inside = "" } = {}): Promise<string[]> {
  await page.waitForLoadState("networkidle");
  // By the debugger: the page's own policy refuses injected scripts.
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate(
    async ([hasLayer, place]) => {
      const { axe } = window as unknown as {
        axe: { run: (context: unknown, options: unknown) => Promise<unknown> };
      };
      const options = {
        // An open menu is beside the landmarks, where every component library puts it; everything else is inside one.
        rules: { region: { enabled: !hasLayer } },
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      };
      return (await axe.run(place || document, options)) as { violations: Violation[] };
    },
    [isLayered, inside] as const,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}

const looks = [
  { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

for (const look of looks) {
  const name = `${look.colorScheme}, ${look.viewport.width} pixels wide`;

  test(`screens before the sign-in are accessible: ${name}`, async ({ browser }) => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    for (const place of [
      "/sign-in",
      "/sign-up",
      "/forgot-password",
      "/reset-password/x",
      "/verify-email/x",
    ]) {
      await page.goto(place);
      await expect(page.getByRole("button").first()).toBeVisible();
      expect(await violations(page), place).toEqual([]);
    }
    await context.close();
  });

  test(`screens of a workspace are accessible: ${name}`, async ({ ann, as }) => {
    test.setTimeout(180_000);
    const project = await ann.project("Launch", {
      description: "All of it.",
      start_on: "2026-01-05",
      due_on: "2026-03-01",
    });
    const ben = await ann.colleague("Ben Beech");
    await ann.call("PUT", `${ann.w}/projects/${project.id}/members/${ben.id}`, { role: "editor" });
    await ann.call("POST", `${ann.w}/teams`, { name: "Bakers" });
    await ann.task(project, "Overdue", {
      due_at: "2020-01-01T10:00:00Z",
      priority: "urgent",
      assignee_ids: [ann.id],
    });
    const task = await ann.task(project, "With everything", {
      description:
        "# Title\n\n- [ ] one\n- [x] two\n\n`code` and [a link](https://example.com)\n\n| a | b |\n|--|--|\n| 1 | 2 |",
      assignee_ids: [ann.id, ben.id],
      due_at: "2099-01-01T10:00:00Z",
      priority: "high",
      milestone: true,
      type_id: "typ_0000000000000000000000000A",
    });
    await ben.call("POST", `${ann.w}/tasks/${task.id}/comments`, { body_md: `Look, @[Ann](${ann.id})!` });
    await ann.task(project, "Finished", { status: "done" });

    const goal = await ann.call("POST", `${ann.w}/goals`, { name: "Grow", period: "Q1" });
    const measured = { name: "Reviews", measure: "number", target: 4 };
    await ann.call("POST", `${ann.w}/goals/${goal.id}/key-results`, measured);
    await ann.call("POST", `${ann.w}/goals/${goal.id}/status-updates`, {
      health: "at_risk",
      text: "**Slow.**",
    });
    const portfolio = await ann.call("POST", `${ann.w}/portfolios`, { name: "All", visibility: "private" });
    const held = { project_ids: [project.id] };
    await ann.call("POST", `${ann.w}/portfolios/${portfolio.id}/projects`, held);
    const report = { health: "off_track", text: "**Late.**" };
    await ann.call("POST", `${ann.w}/portfolios/${portfolio.id}/status-updates`, report);
    const sprint = await ann.call("POST", `${ann.w}/sprints`, { project_id: project.id, name: "Sprint 1" });
    await ann.call("POST", `${ann.w}/sprints/${sprint.id}/tasks`, { add: [task.id] });
    await ann.call("POST", `${ann.w}/sprints/${sprint.id}/start`, {});
    const form = await ann.call("POST", `${ann.w}/forms`, {
      project_id: project.id,
      name: "Ask us",
      description: "For **everybody**.",
      questions: [
        { id: "what", label: "What?", kind: "text", required: true, maps_to: "title", help: "In short" },
        { id: "kind", label: "Kind", kind: "choice", options: ["Bug", "Wish"] },
        { id: "parts", label: "Parts", kind: "choices", options: ["One", "Two"] },
        { id: "agree", label: "Agreed", kind: "checkbox" },
        { id: "day", label: "Until", kind: "date" },
      ],
    });
    await ann.call("POST", `${ann.w}/forms/${form.id}/link`);
    const { url: formUrl } = await ann.call("GET", `${ann.w}/forms/${form.id}/link`);

    await ann.rules(project, [{ from: null, to: "done", approval: { people: [ann.id] } }]);
    const announce = await ann.task(project, "Announce");
    await ben.call("POST", `${ann.w}/tasks/${announce.id}/transition`, { status: "done", comment: "Look!" });

    const page = await as(ann, look);
    const p = `/w/${ann.workspaceId}/p/${project.id}`;
    const settings = `/w/${ann.workspaceId}/settings`;
    const places = [
      `/w/${ann.workspaceId}`,
      `/w/${ann.workspaceId}/inbox`,
      `/w/${ann.workspaceId}/approvals?task=${announce.key}`,
      `/w/${ann.workspaceId}/approvals?side=asking`,
      ...["import", "exports", "changes", "jobs", "templates", "trash"].map(
        (place) => `/w/${ann.workspaceId}/${place}`,
      ),
      `${p}/board`,
      `${p}/board?task=${task.key}`,
      `${p}/list`,
      `${p}/list?priority=high&group=assignee`,
      `${p}/calendar?undated=true`,
      `${p}/timeline?critical=true`,
      `${p}/sprints`,
      `${p}/reports`,
      `/w/${ann.workspaceId}/goals`,
      `/w/${ann.workspaceId}/goals/${goal.id}`,
      `/w/${ann.workspaceId}/portfolios`,
      ...["", "?view=timeline", "?view=updates"].map(
        (view) => `/w/${ann.workspaceId}/portfolios/${portfolio.id}${view}`,
      ),
      `${p}/sprints/${sprint.id}`,
      `/w/${ann.workspaceId}/calendar`,
      `${p}/settings`,
      `${p}/forms`,
      ...["", "?part=share", "?part=submissions"].map((part) => `${p}/forms/${form.id}${part}`),
      new URL(String(formUrl)).pathname,
      `/w/${ann.workspaceId}/t/${task.key}`,
      ...[
        "profile",
        "notifications",
        "sessions",
        "tokens",
        "general",
        "people",
        "teams",
        "roles",
        "tags",
        "relations",
        "types",
      ].map((section) => `${settings}/${section}`),
      `${settings}/organization`,
      `${settings}/members`,
      "/new-workspace",
    ];
    for (const place of places) {
      await page.goto(place);
      await expect(page.getByRole("main")).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      expect.soft(await violations(page), place).toEqual([]);
    }
  });

  test(`dialogs and menus are accessible: ${name}`, async ({ ann, as }) => {
    const project = await ann.project();
    const ben = await ann.colleague("Ben Beech");
    const approval = { people: [ben.id], role: "editor" };
    await ann.rules(project, [
      { from: null, to: "done", required_fields: ["points", "description"], approval },
    ]);
    await ann.task(project, "One");
    const page = await as(ann, look);
    const check = async (what: string, inside = "") => {
      await page.waitForTimeout(250);
      expect.soft(await violations(page, { isLayered: true, inside }), what).toEqual([]);
    };
    // What is behind them may be half under the bar of a phone: it is looked at on its own.
    const dialog = "[role=dialog]";
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board`);
    await expect(page.getByText("One", { exact: true })).toBeVisible();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await check("palette");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await check("shortcuts");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog")).toBeVisible();
    await check("new task");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "LAUNCH-1 One" }).click({ button: "right" });
    await expect(page.getByRole("menu")).toBeVisible();
    await check("card menu");
    await page.getByRole("menuitem", { name: "Done" }).click();
    await page.getByRole("button", { name: "Ask for approval" }).click();
    await expect(page.getByRole("dialog").getByText("Points")).toBeVisible();
    await check("the way into a status", dialog);
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/settings`);
    await page.getByRole("button", { name: "Edit: To Done" }).click();
    await expect(page.getByRole("dialog").getByText("People who may agree")).toBeVisible();
    await check("a condition", dialog);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("combobox", { name: "Means: In progress" }).click();
    await page.getByRole("option", { name: "Done" }).click();
    await page.getByRole("region", { name: "Workflow" }).getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog").getByText(/from now on/)).toBeVisible();
    await check("what a change of the workflow does", dialog);
  });
}

// The two looks that differ most: each dialog of them is one more way through the app.
for (const look of [looks[0], looks[3]]) {
  test(`dialogs of lists, settings and plans are accessible: ${look.colorScheme}, ${look.viewport.width} pixels wide`, async ({
    ann,
    as,
  }) => {
    test.setTimeout(120_000);
    const project = await ann.project();
    const task = await ann.task(project, "One");
    await ann.call("POST", `${ann.w}/views`, {
      name: "Money",
      scope: "shared",
      project_id: project.id,
      columns: ["tag_ids"],
    });
    for (const name of ["Office", "Bureau"]) await ann.call("POST", `${ann.w}/tags`, { name });
    const gone = await ann.task(project, "Gone");
    await ann.call("DELETE", `${ann.w}/tasks/${gone.id}`);
    const page = await as(ann, look);
    const w = `/w/${ann.workspaceId}`;
    const dialog = page.getByRole("dialog");
    /** Opens something, looks at it, and closes it. */
    const check = async (place: string, opener: string | RegExp, choice?: string) => {
      await page.goto(w + place);
      await page.getByRole("button", { name: opener }).first().click();
      if (choice) await page.getByRole("menuitem", { name: choice }).click();
      await expect(dialog).toBeVisible();
      await page.waitForTimeout(250);
      const found = await violations(page, { isLayered: true, inside: "[role=dialog]" });
      expect.soft(found, `${place} ${opener} ${choice ?? ""}`).toEqual([]);
    };
    const p = `/p/${project.id}`;
    await check(`${p}/list`, "Columns");
    await check(`${p}/list`, "Views", "Save as a new view…");
    await check(`${p}/list`, "Views", "Manage views…");
    await check(`/t/${task.key}`, /pe(rson|ople) watch/);
    await check(`${p}/settings`, "New field");
    await dialog.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: "Number", exact: true }).click();
    await expect(dialog.getByLabel("At least")).toBeVisible();
    const limits = await violations(page, { isLayered: true, inside: "[role=dialog]" });
    expect.soft(limits, "limits of a field").toEqual([]);
    await check("/settings/tags", "Merge Bureau into another");
    await check("/settings/types", /New type/);
    await check("/settings/people", "Invite people");
    await check("/trash", /^Delete for ever/);
    await check("/trash", "Empty trash");
    await check("/goals", "New goal");
    await check("/portfolios", "New portfolio");
    await check(`${p}/sprints`, "New sprint");
  });
}

for (const look of looks) {
  test(`a task with everything is accessible: ${look.colorScheme}, ${look.viewport.width} pixels wide`, async ({
    ann,
    as,
  }) => {
    const project = await ann.project();
    const tag = await ann.call("POST", `${ann.w}/tags`, { name: "Office", color: "#7449d6" });
    const field = async (name: string, type: string, more: object = {}) =>
      (await ann.call("POST", `${ann.w}/custom-fields`, { name, type, project_id: project.id, ...more })).id;
    const stage = await field("Stage", "single_select", { options: [{ name: "Draft", color: "#c98a12" }] });
    const fields = {
      [stage]: "Draft",
      [await field("Score", "rating")]: 3,
      [await field("Site", "url")]: "https://example.com/",
      [await field("Budget", "currency", { currency_code: "EUR" })]: 4,
      [await field("Day", "date")]: "2030-01-31",
      [await field("Note", "long_text")]: "Two\nlines",
    };
    const first = await ann.task(project, "First");
    const task = await ann.task(project, "Everything", {
      parent_id: first.id,
      tag_ids: [tag.id],
      due_at: "2099-01-05T10:00:00Z",
      start_at: "2099-01-01T10:00:00Z",
      estimate_minutes: 60,
      custom_fields: fields,
    });
    await ann.task(project, "Part", { parent_id: task.id, assignee_ids: [ann.id], priority: "urgent" });
    await ann.call(
      "PUT",
      `${ann.w}/tasks/${task.id}/dependencies/${(await ann.task(project, "Before")).id}`,
      {},
    );
    const [relates] = (await ann.call("GET", `${ann.w}/relation-types`)).data as { id: string }[];
    await ann.call("PUT", `${ann.w}/tasks/${task.id}/relations/${relates?.id}/${first.id}`);
    const comment = await ann.call("POST", `${ann.w}/tasks/${task.id}/comments`, { body_md: "Well?" });
    await ann.call("POST", `${ann.w}/comments/${comment.id}/replies`, { body_md: "Well." });
    await ann.call("POST", `${ann.w}/comments/${comment.id}/reactions`, { emoji: "👍" });
    const page = await as(ann, look);
    await page.goto(`/w/${ann.workspaceId}/p/${project.id}/board?task=${task.key}`);
    await expect(page.getByRole("article").nth(1)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("radio").first()).toBeAttached();
    expect.soft(await violations(page), "comments").toEqual([]);
    for (const tab of ["Time", "History"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.waitForTimeout(400);
      expect.soft(await violations(page), tab).toEqual([]);
    }
    await page.getByRole("button", { name: "Add a property" }).click();
    await page.getByRole("menuitem", { name: "Repeats" }).click();
    await expect(page.getByRole("dialog").getByText(/Next:/)).toBeVisible();
    expect.soft(await violations(page), "repetition").toEqual([]);
  });
}

test("an invitation is accessible, and the first steps are", async ({ page, baseURL }) => {
  const nora = await Person.signUp(baseURL ?? "", "Nora Newman");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(nora.email);
  await page.getByLabel("Password", { exact: true }).fill(nora.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Welcome, Nora" })).toBeVisible();
  expect(await violations(page, { isLayered: true })).toEqual([]);
});
