import { expect, type Person, test } from "./test";

const QUESTIONS = [
  { id: "what", label: "What do you need?", kind: "text", required: true, maps_to: "title" },
  { id: "kind", label: "What kind?", kind: "choice", options: ["Bug", "Wish"] },
  {
    id: "steps",
    label: "How does it happen?",
    kind: "long_text",
    required: true,
    show_if: { question: "kind", values: ["Bug"] },
  },
  { id: "mail", label: "Your address", kind: "email" },
];

async function sharedForm(ann: Person, project: { id: string }, more: object = {}) {
  const body = { project_id: project.id, name: "Ask us", questions: QUESTIONS, ...more };
  const form = await ann.call("POST", `${ann.w}/forms`, body);
  await ann.call("POST", `${ann.w}/forms/${form.id}/link`);
  const { url } = await ann.call("GET", `${ann.w}/forms/${form.id}/link`);
  return { form, path: new URL(String(url)).pathname };
}

async function send(ann: Person, path: string, what: string) {
  const token = path.split("/").at(-1);
  const { proof } = await ann.call("GET", `/v1/forms/${token}`);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await ann.call("POST", `/v1/forms/${token}/submissions`, { answers: { what }, proof });
}

test("a form is built with the keyboard as well, tried in its preview, saved and shared", async ({
  ann,
  as,
}) => {
  const project = await ann.project();
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/forms`);
  await page.getByRole("button", { name: "New form" }).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("Design <b>requests</b>");
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByRole("textbox", { name: "Question", exact: true }).fill("How urgent is it?");
  await page.getByRole("combobox", { name: "Answer" }).click();
  await page.getByRole("option", { name: "One of several" }).click();
  await page.getByRole("combobox", { name: "Fills" }).click();
  await page.getByRole("option", { name: "Priority" }).click();
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect(preview.getByRole("radio", { name: "urgent" })).toBeVisible();
  await expect(preview.getByRole("heading", { name: "Design <b>requests</b>" })).toBeVisible();
  await page.getByRole("button", { name: /^Move “How urgent is it\?”, 2 of 2/ }).press("ArrowUp");
  await expect(page.getByText("“How urgent is it?” is now 1 of 2")).toBeAttached();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The form is saved")).toBeVisible();
  await page.getByRole("link", { name: "Share" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/\/forms\/[0-9A-Z]{26}\./);
  const [form] = (await ann.call("GET", `${ann.w}/forms`)).data as unknown as {
    questions: { id: string }[];
  }[];
  expect(form?.questions.map(({ id }) => id)).toEqual(["question", "what_do_you_need"]);
});

test("strangers fill in a form without an account, with what is wrong said at the answer", async ({
  ann,
  page,
}) => {
  const project = await ann.project();
  const { form, path } = await sharedForm(ann, project, { confirmation: "We **look** at it." });
  await page.setViewportSize({ width: 390, height: 844 });
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Ask us" })).toBeVisible();
  expect(loaded.filter((url) => /workspaces|\/v1\/me|Shell|Sidebar/.test(url))).toEqual([]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("One answer needs another look.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /What do you need/ })).toBeFocused();
  await page.keyboard.type("A new logo");
  await page.getByRole("radio", { name: "Bug" }).check();
  await page.getByRole("textbox", { name: /How does it happen/ }).fill("Always");
  await page.getByRole("textbox", { name: /Your address/ }).fill("nobody");
  // What was written survives a reload.
  await page.reload();
  await expect(page.getByRole("textbox", { name: /How does it happen/ })).toHaveValue("Always");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("This is no e-mail address")).toBeVisible();
  await page.getByRole("textbox", { name: /Your address/ }).fill("nobody@example.com");
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("We look at it.")).toBeVisible();
  const { data } = await ann.call("GET", `${ann.w}/forms/${form.id}/submissions`);
  expect((data as unknown as { answers: object }[])[0]?.answers).toEqual({
    what: "A new logo",
    kind: "Bug",
    steps: "Always",
    mail: "nobody@example.com",
  });
  await ann.call("PATCH", `${ann.w}/forms/${form.id}`, { open: false });
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "This form takes no answers" })).toBeVisible();
});

test("submissions are accepted, declined, put off and taken back", async ({ ann, as }) => {
  const project = await ann.project();
  const { form, path } = await sharedForm(ann, project);
  await Promise.all(["A logo", "A bike"].map((what) => send(ann, path, what)));
  const page = await as(ann);
  await page.goto(`/w/${ann.workspaceId}/p/${project.id}/forms`);
  await expect(page.getByText("2 to decide")).toBeVisible();
  await page.getByRole("link", { name: "Ask us" }).click();
  await page.getByRole("button", { name: "Accept: A logo" }).click();
  await expect(page.getByText("A task is made of “A logo”")).toBeVisible();
  await page.getByRole("button", { name: "Decline: A bike" }).click();
  await page.getByRole("textbox", { name: "Why?" }).fill("Not our business.");
  await page.getByRole("dialog").getByRole("button", { name: "Decline" }).click();
  await expect(page.getByText("Nothing to decide")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Later: A bike" }).click();
  await page.getByRole("menuitem", { name: "Tomorrow" }).click();
  const states = page.getByRole("radiogroup", { name: "Submissions" });
  await states.getByText("Later").click();
  await expect(page.getByText(/until Tomorrow/)).toBeVisible();
  await states.getByText("Accepted").click();
  await page.getByRole("link", { name: "Open the task" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("A logo");
  const counts = await Promise.all(
    ["accepted", "snoozed"].map(async (state) => {
      const { data } = await ann.call("GET", `${ann.w}/forms/${form.id}/submissions?filter[state]=${state}`);
      return (data as unknown as unknown[]).length;
    }),
  );
  expect(counts).toEqual([1, 1]);
});
