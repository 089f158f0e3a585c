/** `test` as all browser tests use it: whoever breaks the Content-Security-Policy or throws, fails. */
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Person } from "./service";

export { expect, Person };

interface Fixtures {
  /** Somebody with a workspace of their own. */
  ann: Person;
  /** A browser of its own in which somebody is signed in. */
  as: (person: Person, options?: Parameters<typeof open>[1]) => Promise<Page>;
}

type Browser = { newContext: (options?: object) => Promise<BrowserContext> };

export const test = base.extend<Fixtures>({
  ann: async ({ baseURL }, use) => {
    await use(await Person.founder(baseURL ?? ""));
  },
  as: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (person, options) => {
      const context = await open(browser, options);
      opened.push(context);
      return signIn(context, person);
    });
    for (const context of opened) await context.close();
  },
  page: async ({ page }, use) => {
    watch(page);
    await use(page);
  },
});

function open(browser: Browser, options: object = {}): Promise<BrowserContext> {
  return browser.newContext(options);
}

/** A page of a context in which the person has a session, as a reload finds it. */
async function signIn(context: BrowserContext, person: Person): Promise<Page> {
  const page = await context.newPage();
  watch(page);
  const tokens = await person.call("POST", "/v1/auth/token", {
    grant_type: "password",
    email: person.email,
    password: person.password,
    ...(person.organizationId ? { organization_id: person.organizationId } : {}),
  });
  const kept = {
    refreshToken: tokens.refresh_token,
    renewalKey: crypto.randomUUID(),
    userId: person.id,
    organizationId: person.organizationId || null,
  };
  await page.goto("/assets/none.txt");
  await page.evaluate((session) => localStorage.setItem("onetick.session", JSON.stringify(session)), kept);
  await page.goto(person.workspaceId ? `/w/${person.workspaceId}` : "/");
  return page;
}

/** Errors that a test does not expect: it may name those that it does. */
export const expected = new WeakMap<Page, RegExp>();

function watch(page: Page): void {
  const fail = (text: string) => {
    if (expected.get(page)?.test(text)) return;
    expect.soft(text, "nothing goes wrong in the browser").toBe("");
  };
  page.on("pageerror", (error) => fail(`${error.name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = message.text();
    // Answers other than 2xx are told by the screens, and looked at there.
    if (text.startsWith("Failed to load resource")) return;
    fail(text);
  });
}
