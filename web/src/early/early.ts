/**
 * What the first paint waits for, asked for before the app is there: the access token, and with it what the
 * address shows. The app takes it over, or asks again itself for whatever went wrong.
 *
 * It is a chunk of its own, a few kilobytes, which runs while the app is still loaded and compiled. It decides
 * nothing: the app would make the very same requests.
 */
import { exchange, keepTokens, readKept, SESSION, type Tokens } from "./kept";
import { readsOf } from "./reads";
import { mayBeOthers } from "./tabs";

/** So long an answer is new enough to be shown. */
const FRESH_MS = 10_000;
/** In about so long it is painted. */
const PAINT_MS = 100;

let tokens: Promise<Tokens | null> = Promise.resolve(null);
let reads = new Map<string, Promise<Response | null>>();
let answered: Promise<unknown> = Promise.resolve();

/** For the page at this address. */
export function beginEarly({ pathname, search }: Pick<Location, "pathname" | "search">): void {
  if (!readKept()) return;
  tokens = renewAlone().catch(() => null);
  reads = new Map(readsOf(pathname, search).map((address) => [address, read(address)]));
  answered = Promise.all(reads.values()).then((found) => (found.some(Boolean) ? painted() : undefined));
  setTimeout(forgetEarly, FRESH_MS);
}

/** The renewed tokens, once: null when there are none, and the session has to see for itself. */
export function earlyTokens(): Promise<Tokens | null> {
  const found = tokens;
  tokens = Promise.resolve(null);
  return found;
}

/** The answer to a read, once: null when it was not asked for, or not answered well. */
export async function earlyAnswer(request: Request): Promise<Response | null> {
  const { origin } = location;
  const address = request.url.startsWith(origin) ? request.url.slice(origin.length) : request.url;
  const found = request.method === "GET" ? reads.get(address) : undefined;
  reads.delete(address);
  return (await found) ?? null;
}

/** All of it is here, with time to be painted, or will not come: whatever the first paint does not wait for is asked for after it. */
export async function earlyAnswered(): Promise<void> {
  await answered;
}

/** What was asked for is too old, or somebody else's. */
export function forgetEarly(): void {
  reads.clear();
}

function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAINT_MS));
}

/** Not while another tab renews, nor when one may have a token to give. */
async function renewAlone(): Promise<Tokens | null> {
  if (await mayBeOthers()) return null;
  return navigator.locks.request(SESSION, { ifAvailable: true }, async (lock) => {
    const kept = readKept();
    if (!lock || !kept) return null;
    const { response } = await exchange(kept, kept.organizationId);
    if (!response.ok) return null;
    const renewed = (await response.json()) as Tokens;
    keepTokens(renewed);
    return renewed;
  });
}

async function read(address: string): Promise<Response | null> {
  const token = (await tokens)?.access_token;
  if (!token) return null;
  const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } }).catch(() => null);
  return response?.ok ? response : null;
}
