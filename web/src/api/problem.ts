/**
 * What can go wrong with a request, as two errors: the API refused (`Problem`, RFC 9457), or it was not
 * reached (`Unreachable`). Screens show either with `components/feedback`.
 */
import { faultMessages } from "./messages";
import type { components } from "./schema";

export type ProblemCode = components["schemas"]["Problem"]["code"] | (string & {});
export type Fault = components["schemas"]["Fault"];

interface Body {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  correlation_id?: string;
  errors?: Fault[];
  current_version?: number;
  changed_fields?: string[];
}

/** The API's refusal. Its texts are meant for people. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail: string;
  /** What to name when asking for help. */
  readonly correlationId: string | null;
  readonly faults: readonly Fault[];
  /** With `version_mismatch`: what the version is now, and what changed since the one that was sent. */
  readonly currentVersion: number | null;
  readonly changedFields: readonly string[];
  /** What this kind of problem says beyond the above, such as `conflicts`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Body, correlationId: string | null) {
    super(body.detail ?? body.title ?? `The service answered ${status}.`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? "internal";
    this.title = body.title ?? "That did not work";
    this.detail = body.detail ?? "";
    this.correlationId = body.correlation_id ?? correlationId;
    this.faults = body.errors ?? [];
    this.currentVersion = body.current_version ?? null;
    this.changedFields = body.changed_fields ?? [];
    this.extra = { ...body };
  }

  /** Somebody else was faster: reading again and deciding helps. */
  get isConflict(): boolean {
    return this.code === "version_mismatch" || this.code === "conflict";
  }

  /** The faults by field: `/email` becomes `email`. For forms. */
  get byField(): Record<string, string> {
    const found = this.faults.map((fault) => [
      fault.pointer.split("/").filter(Boolean).join("."),
      faultText(fault),
    ]);
    return Object.fromEntries(found.filter(([field]) => field !== ""));
  }

  static async from(response: Response): Promise<Problem> {
    let body: Body = {};
    try {
      body = (await response.clone().json()) as Body;
    } catch {
      // Not from the API itself: a gateway's or a proxy's page.
    }
    return new Problem(response.status, body, response.headers.get("X-Correlation-Id"));
  }
}

/** A fault in words for a person. */
export function faultText({ code, message }: Fault): string {
  return faultMessages[code] ?? message;
}

/** No answer: the network is down, or the service is. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super("The service cannot be reached.", { cause });
    this.name = "Unreachable";
  }
}

/** A failure whose words were written for people, other than an answer of the API as a whole. */
export class Told extends Error {
  override name = "Told";
}

export function isProblem(error: unknown, code?: ProblemCode): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}
