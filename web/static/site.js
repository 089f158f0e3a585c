// The pages that a mail links to, and a front door: what exists before the web app does.
// Everything that comes from outside is set as text, never as markup.

const page = document.getElementById("page");

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const call = async (path, body, token) => {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Error("The service cannot be reached. Check your connection and try again.");
  }
  const answer = response.status === 204 ? null : await response.json();
  if (response.ok) return answer;
  const faults = (answer.errors ?? []).map((fault) => `${fault.pointer}: ${fault.message}`);
  throw new Error([answer.detail ?? "That did not work.", ...faults].join(" "));
};

const form = (title, text, fields, button, submit) => {
  const said = element("p", { role: "status" });
  const inputs = fields.map(([label, name, type, complete, required = true]) =>
    element("label", {}, label, element("input", { name, type, autocomplete: complete, required })),
  );
  const send = element("button", { type: "submit", textContent: button });
  const made = element("form", { className: "card" }, element("h1", { textContent: title }));
  made.append(element("p", { className: "soft", textContent: text }), ...inputs, send, said);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    said.className = "";
    try {
      said.textContent = await submit(Object.fromEntries(new FormData(made)));
    } catch (problem) {
      said.className = "bad";
      said.textContent = problem.message;
      send.disabled = false;
    }
  });
  return made;
};

const resetPassword = (token) =>
  form(
    "Choose a new password",
    "Afterwards you are signed out everywhere and can sign in with it.",
    [["New password", "password", "password", "new-password"]],
    "Save the password",
    async ({ password }) => {
      await call("/v1/auth/password/reset", { token, password });
      return "Your new password is saved.";
    },
  );

const forgotPassword = () =>
  form(
    "Forgot your password?",
    "If there is an account with this address, a link to choose a new password is on its way.",
    [["Address", "email", "email", "username"]],
    "Send the link",
    async ({ email }) => {
      await call("/v1/auth/password/forgot", { email });
      return "Look into your mail. The link works for 30 minutes.";
    },
  );

const verifyEmail = (token) =>
  form("Confirm your address", "This tells us that the mail reached you.", [], "Confirm", async () => {
    await call("/v1/auth/verify-email", { token });
    return "Thank you, your address is confirmed.";
  });

const acceptInvitation = (token) =>
  form(
    "You are invited",
    "Use the address that the invitation was sent to. If you are new here, give your name and choose a password.",
    [
      ["Your name, if you are new here", "name", "text", "name", false],
      ["Address", "email", "email", "username"],
      ["Password", "password", "password", "current-password"],
    ],
    "Accept the invitation",
    async ({ name, email, password }) => {
      const { access_token: access } = name
        ? await call("/v1/auth/signup", { email, password, name })
        : await call("/v1/auth/token", { grant_type: "password", email, password });
      await call(`/v1/invitations/${encodeURIComponent(token)}/accept`, undefined, access);
      return "Welcome aboard. You are a member now.";
    },
  );

const home = () => {
  const point = (href, label, text) =>
    element("li", {}, element("a", { href, textContent: label }), ` ${text}`);
  return element(
    "section",
    { className: "card" },
    element("h1", { textContent: "Work management that explains itself" }),
    element("p", {
      textContent:
        "Projects, boards and tasks for teams. Every change is one event: the history, the audit trail and every integration come from it.",
    }),
    element(
      "ul",
      {},
      point("/docs/", "API reference", "every operation, with examples, to read and to try"),
      point("/docs/problems/", "Problems", "what each error means and what to do"),
      point("/v1/openapi.json", "OpenAPI document", "to generate a client from"),
      point("/v1/event-schemas", "Event schemas", "to subscribe to what happens"),
    ),
  );
};

const pages = {
  "forgot-password": forgotPassword,
  "reset-password": resetPassword,
  "verify-email": verifyEmail,
  invitations: acceptInvitation,
};
const [, place, token] = location.pathname.split("/");
const isComplete = Object.hasOwn(pages, place) && (token || pages[place].length === 0);
page.replaceChildren(isComplete ? pages[place](token) : home());
