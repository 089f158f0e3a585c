/**
 * What the browser keeps of a session, and its exchange for an access token.
 *
 * In the first chunk of all, and so without anything of the app: see `early.ts`.
 */
import type { components } from "@/api/schema";

export type Tokens = components["schemas"]["TokensView"];

export interface Kept {
  refreshToken: string;
  /** The Idempotency-Key with which this very token is exchanged. */
  renewalKey: string;
  userId: string;
  organizationId: string | null;
  /** For which organization the exchange under way is; absent while there is none. */
  asked?: string | null;
}

/** The name of what is kept, of the lock that tabs take turns by, and of the channel by which they talk. */
export const SESSION = "onetick.session";

export function readKept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(SESSION) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export function writeKept(kept: Kept): void {
  localStorage.setItem(SESSION, JSON.stringify(kept));
}

export function keepTokens(tokens: Tokens): void {
  writeKept({
    refreshToken: tokens.refresh_token,
    renewalKey: crypto.randomUUID(),
    userId: tokens.user.id,
    organizationId: tokens.organization_id,
  });
}

export interface Exchange {
  /** For which organization it was asked: that of an exchange whose answer never came is repeated as it was. */
  asked: string | null;
  response: Response;
}

/** Exchange what is kept for new tokens. Rejects when the service is out of reach. */
export async function exchange(kept: Kept, wanted: string | null): Promise<Exchange> {
  const asked = kept.asked === undefined ? wanted : kept.asked;
  writeKept({ ...kept, asked });
  const body = {
    grant_type: "refresh_token",
    refresh_token: kept.refreshToken,
    ...(asked ? { organization_id: asked } : {}),
  };
  const response = await fetch("/v1/auth/token", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": kept.renewalKey },
    body: JSON.stringify(body),
  });
  return { asked, response };
}
