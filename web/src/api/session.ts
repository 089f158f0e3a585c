/**
 * Who is signed in, and the access token.
 *
 * The access token lives in memory only. The refresh token lives in localStorage, so that a reload or a new
 * tab is not a sign-in (docs/decisions: where the browser keeps the session). Tabs take turns in renewing
 * and tell each other the result. A renewal whose answer was lost is repeated with its own Idempotency-Key,
 * which answers the same tokens: without it, the next use of the old token would look like theft.
 */
import { earlyTokens } from "@/early/early";
import { exchange, type Kept, keepTokens, readKept, SESSION, type Tokens, writeKept } from "@/early/kept";
import { beThere, mayBeOthers } from "@/early/tabs";
import { Problem, Unreachable } from "./problem";
import type { components } from "./schema";

export type User = components["schemas"]["UserView"];

/** `unknown` until `restore`; `ended` when the service ended it: the screen stays, and asks to sign in again. */
export type Phase = "unknown" | "signed-out" | "signed-in" | "ended";

export interface SessionState {
  phase: Phase;
  user: User | null;
  organizationId: string | null;
}

interface Access {
  token: string;
  expiresAt: number;
  organizationId: string | null;
}

type Told = { kind: "renewed"; access: Access; user: User } | { kind: "signed-out" } | { kind: "wanted" };

/** A token is renewed this long before it ends. */
const EARLY = 45_000;
/** How long a new tab waits for another one to tell it the access token. */
const ASK_MS = 60;
const PAUSES = [400, 1000, 2000, 4000, 4000];

export class Session {
  #state: SessionState = { phase: "unknown", user: null, organizationId: null };
  #access: Access | null = null;
  #renewing: { organizationId: string | null | undefined; promise: Promise<Access> } | null = null;
  #listeners = new Set<() => void>();
  #waiting: (() => void)[] = [];
  #channel: BroadcastChannel | null = null;

  constructor() {
    if (typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel(SESSION);
    this.#channel.onmessage = (event: MessageEvent<Told>) => this.#hear(event.data);
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Find out whether somebody is signed in. Raises Unreachable. */
  async restore(): Promise<SessionState> {
    if (this.#state.phase !== "unknown") return this.#state;
    if (readKept() === null) {
      this.#set({ phase: "signed-out", user: null, organizationId: null });
      return this.#state;
    }
    try {
      const early = await earlyTokens();
      if (early) this.#renewed(early);
      else if (!((await mayBeOthers()) && (await this.#askOthers()))) await this.#renewOnce(undefined);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      // Nothing is on the screen yet that would be lost.
      this.#set({ phase: "signed-out", user: null, organizationId: null });
    }
    return this.#state;
  }

  /** A session from a sign-in or sign-up. */
  begin(tokens: Tokens): void {
    keepTokens(tokens);
    this.#renewed(tokens);
  }

  /**
   * An access token that is good for the next minute, renewed when it must be. While the session is ended,
   * this waits until somebody has signed in again: what was typed and sent is not lost.
   */
  async accessToken(refused?: string): Promise<string> {
    const has = this.#access;
    if (has && has.token !== refused && isFresh(has)) return has.token;
    if (this.#state.phase === "ended") return this.#afterSignIn();
    if (this.#state.phase === "signed-out") throw signedOut();
    try {
      return (await this.#renewOnce(this.#state.organizationId)).token;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      return this.#afterSignIn();
    }
  }

  /** Work in another organization from now on. Raises Problem when the account is not active in it. */
  async choose(organizationId: string): Promise<void> {
    if (this.#state.organizationId === organizationId && this.#access) return;
    await this.#renewing?.promise.catch(() => undefined);
    await this.#renewOnce(organizationId);
  }

  /** What the account says about itself changed. */
  revise(user: User): void {
    if (this.#state.user?.id === user.id) this.#set({ ...this.#state, user });
  }

  /** Forget the session, in every tab, and end it at the service. */
  async end(): Promise<void> {
    const kept = readKept();
    const access = this.#access;
    localStorage.removeItem(SESSION);
    this.#access = null;
    this.#set({ phase: "signed-out", user: null, organizationId: null });
    this.#tell({ kind: "signed-out" });
    if (!kept || !access) return;
    // Best effort: the token is forgotten here, and ends by itself at the service.
    await revoke(kept, access).catch(() => undefined);
  }

  /** Another tab may have a good token: then opening many tabs is not many renewals. */
  #askOthers(): Promise<boolean> {
    const channel = this.#channel;
    const kept = readKept();
    if (!channel || !kept) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (found: boolean) => {
        clearTimeout(timer);
        channel.removeEventListener("message", hear);
        resolve(found);
      };
      const hear = ({ data }: MessageEvent<Told>) => {
        if (data.kind !== "renewed" || data.user.id !== kept.userId || !isFresh(data.access)) return;
        this.#become(data.access, data.user);
        end(true);
      };
      const timer = setTimeout(() => end(false), ASK_MS);
      channel.addEventListener("message", hear);
      this.#tell({ kind: "wanted" });
    });
  }

  #afterSignIn(): Promise<string> {
    this.#access = null;
    this.#set({ ...this.#state, phase: "ended" });
    return new Promise((resolve) => this.#waiting.push(() => resolve(this.accessToken())));
  }

  #renewOnce(organizationId: string | null | undefined): Promise<Access> {
    if (this.#renewing && this.#renewing.organizationId === organizationId) return this.#renewing.promise;
    const promise = alone(() => this.#renew(organizationId)).finally(() => {
      if (this.#renewing?.promise === promise) this.#renewing = null;
    });
    this.#renewing = { organizationId, promise };
    return promise;
  }

  async #renew(organizationId: string | null | undefined): Promise<Access> {
    for (const pause of [...PAUSES, null]) {
      const kept = readKept();
      if (!kept) throw signedOut();
      const wanted = organizationId ?? kept.organizationId;
      const { asked, response } = await reachable(exchange(kept, wanted));
      if (response.ok) {
        const tokens = (await response.json()) as Tokens;
        keepTokens(tokens);
        if (wanted && tokens.organization_id !== wanted) continue;
        return this.#renewed(tokens);
      }
      const problem = await Problem.from(response);
      const another = readKept();
      if (another && another.refreshToken !== kept.refreshToken) continue;
      if (problem.status === 404 && asked !== null) {
        // Not a member of that organization any more: the session itself is good.
        writeKept({ ...kept, renewalKey: crypto.randomUUID(), organizationId: null });
        if (organizationId) throw problem;
        continue;
      }
      const passes = problem.status === 409 || problem.status === 429 || problem.status >= 500;
      if (!passes) {
        if (problem.status === 401) localStorage.removeItem(SESSION);
        throw problem;
      }
      if (pause === null) throw problem.status === 409 ? problem : new Unreachable(problem);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Unreachable();
  }

  /** The new tokens are kept already: go on with them, and let the other tabs do so, too. */
  #renewed(tokens: Tokens): Access {
    const access = toAccess(tokens);
    this.#become(access, tokens.user);
    this.#tell({ kind: "renewed", access, user: tokens.user });
    return access;
  }

  #become(access: Access, user: User): void {
    if (this.#access === null) beThere();
    this.#access = access;
    this.#set({ phase: "signed-in", user, organizationId: access.organizationId });
    for (const go of this.#waiting.splice(0)) go();
  }

  #hear(told: Told): void {
    if (told.kind === "wanted") {
      const { phase, user } = this.#state;
      const access = this.#access;
      if (phase === "signed-in" && user && access && isFresh(access))
        this.#tell({ kind: "renewed", access, user });
      return;
    }
    if (told.kind === "signed-out") {
      this.#access = null;
      this.#set({ phase: "signed-out", user: null, organizationId: null });
      return;
    }
    const { phase, user, organizationId } = this.#state;
    if (phase === "unknown" || phase === "signed-out") return;
    if (user?.id !== told.user.id) {
      // Another account signed in elsewhere: nothing on this screen is theirs.
      location.assign("/");
      return;
    }
    if (told.access.organizationId === organizationId) this.#become(told.access, told.user);
  }

  #tell(told: Told): void {
    this.#channel?.postMessage(told);
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function signedOut(): Problem {
  return new Problem(401, { code: "unauthenticated", detail: "You are signed out." }, null);
}

function isFresh({ expiresAt }: Access): boolean {
  return expiresAt - EARLY > Date.now();
}

function toAccess(tokens: Tokens): Access {
  return {
    token: tokens.access_token,
    expiresAt: Date.now() + tokens.expires_in * 1000,
    organizationId: tokens.organization_id,
  };
}

/** One tab at a time. Without locks, the Idempotency-Key of the renewal still makes two tabs get the same tokens. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? await navigator.locks.request(SESSION, work) : work();
}

function revoke({ refreshToken }: Kept, { token }: Access): Promise<Response> {
  return fetch("/v1/auth/revoke", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ token: refreshToken }),
  });
}

function reachable<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    throw new Unreachable(error);
  });
}

export const session = new Session();
