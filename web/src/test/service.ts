/** A stand-in for the API in unit tests: answers by method and path, and remembers what it was asked. */
import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
type Answering = Answer | Error | ((asked: Asked) => Answer | Error | Promise<Answer | Error>);

export class Service {
  readonly asked: Asked[] = [];
  readonly #answers = new Map<string, Answering[]>();

  /** Answers to `POST /v1/…`, one after the other; the last one again and again. */
  on(what: string, ...answers: Answering[]): this {
    this.#answers.set(what, answers);
    return this;
  }

  /** Put it in the place of `fetch`. */
  install(): this {
    vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) =>
      this.#answer(new Request(typeof input === "string" ? new URL(input, location.origin) : input, init)),
    );
    return this;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const asked = {
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: parse(text),
    };
    this.asked.push(asked);
    const waiting = this.#answers.get(`${request.method} ${pathname}`) ?? [{ status: 404, body: {} }];
    const next = (waiting.length > 1 ? waiting.shift() : waiting[0]) ?? {};
    const answer = typeof next === "function" ? await next(asked) : next;
    if (answer instanceof Error) throw answer;
    const status = answer.status ?? 200;
    const body = status === 204 || status === 304 ? null : JSON.stringify(answer.body ?? {});
    return new Response(body, { status, headers: { "Content-Type": "application/json", ...answer.headers } });
  }
}

function parse(text: string): unknown {
  return text ? JSON.parse(text) : undefined;
}
