/** The sections of the settings, by group. A new section is one line here and its route. */
import type { LinkProps } from "@tanstack/react-router";
import { messages } from "@/features/settings/messages";

export interface SettingsSection {
  id: string;
  label: string;
  to: NonNullable<LinkProps["to"]>;
  /** Shown only to those who may do this in the workspace. */
  permission?: string;
}

export interface SettingsGroup {
  id: string;
  label: string;
  sections: readonly SettingsSection[];
}

export const settingsGroups: readonly SettingsGroup[] = [
  {
    id: "account",
    label: messages.groups.account,
    sections: [
      { id: "profile", label: messages.profile, to: "/w/$workspaceId/settings/profile" },
      { id: "notifications", label: messages.notifications, to: "/w/$workspaceId/settings/notifications" },
      { id: "sessions", label: messages.sessions, to: "/w/$workspaceId/settings/sessions" },
      { id: "tokens", label: messages.tokens, to: "/w/$workspaceId/settings/tokens" },
    ],
  },
  {
    id: "workspace",
    label: messages.groups.workspace,
    sections: [
      { id: "general", label: messages.general, to: "/w/$workspaceId/settings/general" },
      {
        id: "people",
        label: messages.people,
        to: "/w/$workspaceId/settings/people",
        permission: "member:view",
      },
      { id: "teams", label: messages.teams, to: "/w/$workspaceId/settings/teams", permission: "team:view" },
      {
        id: "roles",
        label: messages.customRoles,
        to: "/w/$workspaceId/settings/roles",
        permission: "role:view",
      },
      { id: "tags", label: messages.tags, to: "/w/$workspaceId/settings/tags" },
      { id: "relations", label: messages.relations, to: "/w/$workspaceId/settings/relations" },
      { id: "types", label: messages.types, to: "/w/$workspaceId/settings/types" },
    ],
  },
  {
    id: "organization",
    label: messages.groups.organization,
    sections: [
      { id: "organization", label: messages.general, to: "/w/$workspaceId/settings/organization" },
      { id: "members", label: messages.organizationPeople, to: "/w/$workspaceId/settings/members" },
    ],
  },
];
