import type { Schemas } from "@/api/client";
import { messages } from "../messages";

export type WorkspaceRole = NonNullable<Schemas["NewInvitation"]["role"]>;

export const roleChoices = (["ws_admin", "member", "guest"] satisfies WorkspaceRole[]).map((value) => ({
  value,
  label: messages.roles[value],
}));
