/** The public API for the tests: people, and the work they begin with. */

export interface Row {
  id: string;
  [field: string]: unknown;
}

const PASSWORD = "correct horse battery staple";
let number = 0;

/** Somebody with an account, and what they may call. */
export class Person {
  readonly base: string;
  readonly name: string;
  readonly email: string;
  readonly password = PASSWORD;
  token = "";
  refreshToken = "";
  id = "";
  organizationId = "";
  workspaceId = "";

  private constructor(base: string, name: string) {
    number += 1;
    this.base = base;
    this.name = name;
    this.email = `${name.toLowerCase().replace(/\W+/g, ".")}.${Date.now().toString(36)}${number}@example.com`;
  }

  /** A new account. */
  static async signUp(base: string, name: string): Promise<Person> {
    const person = new Person(base, name);
    const { email, password } = person;
    person.#take(await person.call("POST", "/v1/auth/signup", { email, password, name }));
    return person;
  }

  /** A new account with an organization and a workspace of its own. */
  static async founder(base: string, name = "Ann Alder"): Promise<Person> {
    const person = await Person.signUp(base, name);
    const organization = await person.call("POST", "/v1/organizations", { name: `${name} & Co` });
    await person.choose(organization.id);
    const path = `/v1/organizations/${organization.id}/workspaces`;
    person.workspaceId = (await person.call("POST", path, { name: "Main" })).id;
    return person;
  }

  /** Another account, in this person's workspace. */
  async colleague(name: string, role = "member"): Promise<Person> {
    const other = await Person.signUp(this.base, name);
    await this.call("POST", `${this.w}/invitations`, { email: other.email, role });
    const link = await mailTo(this.base, other.email, /\/invitations\/([^\s/<"]+)/);
    await other.call("POST", `/v1/invitations/${link}/accept`);
    await other.choose(this.organizationId);
    other.workspaceId = this.workspaceId;
    return other;
  }

  /** `/v1/workspaces/…` of the person. */
  get w(): string {
    return `/v1/workspaces/${this.workspaceId}`;
  }

  async choose(organizationId: string): Promise<void> {
    const body = {
      grant_type: "refresh_token",
      refresh_token: this.refreshToken,
      organization_id: organizationId,
    };
    this.#take(await this.call("POST", "/v1/auth/token", body));
    this.organizationId = organizationId;
  }

  async project(name = "Launch", more: object = {}): Promise<Row> {
    const key = name
      .toUpperCase()
      .replace(/[^A-Z]/g, "")
      .slice(0, 6);
    return this.call("POST", `${this.w}/projects`, { name, key, ...more });
  }

  async task(project: Row, title: string, more: object = {}): Promise<Row & { key: string }> {
    return (await this.call("POST", `${this.w}/tasks`, { project_id: project.id, title, ...more })) as never;
  }

  /** Conditions on the ways into statuses, beside whatever the workflow is. */
  async rules(project: Row, rules: object[]): Promise<void> {
    const path = `${this.w}/projects/${project.id}/workflow`;
    const { statuses, transitions, version } = await this.call("GET", path);
    const ifMatch = { "If-Match": `"v${version}"` };
    await this.call("PUT", path, { statuses, transitions, rules }, ifMatch);
  }

  async call(method: string, path: string, body?: unknown, headers: object = {}): Promise<Row> {
    const { status, answer } = await this.ask(method, path, body, headers);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The same for what may be refused. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: object = {},
  ): Promise<{ status: number; answer: Row }> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      body: method === "GET" ? null : JSON.stringify(body ?? {}),
    });
    if (response.status === 429) {
      // All tests sign in from one address.
      await new Promise((resolve) =>
        setTimeout(resolve, 1000 * Number(response.headers.get("Retry-After") ?? 1)),
      );
      return this.ask(method, path, body, headers);
    }
    const text = await response.text();
    return { status: response.status, answer: text ? JSON.parse(text) : {} };
  }

  #take(tokens: Row): void {
    this.token = String(tokens.access_token);
    this.refreshToken = String(tokens.refresh_token);
    this.id = (tokens.user as Row).id;
  }
}

/** What a mail to somebody says, once it is there: the first group of the pattern. */
export async function mailTo(base: string, email: string, pattern: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    const page = await (await fetch(`${base}/_local/mail`)).text();
    const letters = page.split("<article").filter((letter) => letter.includes(email));
    const found = letters.map((letter) => pattern.exec(letter)?.[1]).find(Boolean);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`No mail to ${email} with ${pattern}.`);
}
