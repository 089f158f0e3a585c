/**
 * How a request gets to the API and back: identity, Idempotency-Key, patience, and answers that did not change.
 *
 * Every write carries an Idempotency-Key, so sending it again is harmless: after a lost answer, a renewed
 * token or a full bucket the very same request goes out again.
 */
import { earlyAnswer, earlyAnswered, forgetEarly } from "@/early/early";
import { Problem, Unreachable } from "./problem";
import { session } from "./session";

const READS = new Set(["GET", "HEAD"]);
const RETRIES = 2;
const LONGEST_WAIT = 8_000;
const REMEMBERED = 400;

interface Answer {
  etag: string;
  /** Parsed, once: what did not change is the very same object, so nothing of it is compared or rendered again. */
  body: unknown;
}

/** The last answer of each address that has an ETag: asked for again, an unchanged one costs no body. */
const answers = new Map<string, Answer>();

/** For requests of whoever is signed in. Raises Problem for every refusal, and Unreachable. */
export async function transport(request: Request): Promise<Response> {
  const early = await earlyAnswer(request);
  if (early) return settled(request, early);
  if (READS.has(request.method)) await earlyAnswered();
  prepare(request);
  let token = await session.accessToken();
  let response = await send(withToken(request, token));
  if (response.status === 401) {
    token = await session.accessToken(token);
    response = await send(withToken(request, token));
  }
  return settled(request, response);
}

/** For what needs no account: signing in, links from mails. */
export async function anonymousTransport(request: Request): Promise<Response> {
  prepare(request);
  return settled(request, await send(request));
}

/** Nothing of the account before may be shown to the next one. */
export function forgetAnswers(): void {
  answers.clear();
  forgetEarly();
}

function prepare(request: Request): void {
  if (!READS.has(request.method)) {
    if (!request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", crypto.randomUUID());
    return;
  }
  const known = answers.get(address(request));
  if (known) request.headers.set("If-None-Match", known.etag);
}

function withToken(request: Request, token: string): Request {
  const copy = request.clone();
  copy.headers.set("Authorization", `Bearer ${token}`);
  return copy;
}

async function send(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt === RETRIES;
    let response: Response;
    try {
      response = await fetch(request.clone());
    } catch (error) {
      if (request.signal.aborted) throw error;
      if (last || !navigator.onLine) throw new Unreachable(error);
      await pause(300 * 2 ** attempt);
      continue;
    }
    if (last || !(await passes(response))) return response;
    const asked = Number(response.headers.get("Retry-After")) * 1000;
    if (asked > LONGEST_WAIT) return response;
    await pause(asked > 0 ? asked : 400 * 2 ** attempt);
  }
}

/** Whether the same request may succeed in a moment. */
async function passes(response: Response): Promise<boolean> {
  if ([429, 502, 503, 504].includes(response.status)) return true;
  return response.status === 409 && (await Problem.from(response)).code === "idempotency_in_progress";
}

async function settled(request: Request, response: Response): Promise<Response> {
  const known = answers.get(address(request));
  if (response.status === 304 && known) return parsed(known);
  if (!response.ok) throw await Problem.from(response);
  const etag = response.headers.get("ETag");
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (request.method !== "GET" || !etag || !isJson) return response;
  return parsed(remember(address(request), { etag, body: await response.json() }));
}

function remember(at: string, answer: Answer): Answer {
  answers.delete(at);
  const oldest = answers.size >= REMEMBERED ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
  answers.set(at, answer);
  return answer;
}

/** An answer whose JSON is parsed already. The client asks for it as such when it is told of a length. */
function parsed({ etag, body }: Answer): Response {
  const headers = { "Content-Type": "application/json", "Content-Length": "1", ETag: etag };
  return Object.assign(new Response(null, { status: 200, headers }), { json: async () => body });
}

function address(request: Request): string {
  return request.url;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
