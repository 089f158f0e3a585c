/** Signing up and in: both end with a session. */
import { anonymousApi, api, ok } from "@/api/client";
import { session } from "@/api/session";

export interface Credentials {
  email: string;
  password: string;
}

export async function signIn({ email, password }: Credentials): Promise<void> {
  session.begin(
    await ok(anonymousApi.POST("/v1/auth/token", { body: { grant_type: "password", email, password } })),
  );
}

export async function signUp(account: Credentials & { name: string }): Promise<void> {
  session.begin(await ok(anonymousApi.POST("/v1/auth/signup", { body: account })));
}

/** Become a member of where the link invites to, and work there. */
export async function acceptInvitation(token: string): Promise<{ workspaceId: string }> {
  const accepted = await ok(api.POST("/v1/invitations/{token}/accept", { params: { path: { token } } }));
  await session.choose(accepted.organization_id);
  return { workspaceId: accepted.workspace_id };
}
