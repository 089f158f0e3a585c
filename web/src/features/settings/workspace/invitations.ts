import { queryOptions } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";

export type Invitation = Schemas["InvitationView"];

export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "invitations"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/invitations", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

/** The addresses in a text, each once, however they are separated. */
export function addressesIn(text: string): string[] {
  const found = text.split(/[\s,;]+/).map((one) => one.replace(/^<|>$/g, "").trim());
  return [...new Set(found.filter((one) => one.includes("@")))];
}
