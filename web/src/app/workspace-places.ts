/** Places of a workspace that one seldom goes to, in the menu of its name. A new place is one line here. */
import { IconDownload, IconHistory, IconJobs, IconTemplate, IconTrash, IconUpload } from "@/components/icons";
import { messages } from "./messages";
import type { Place } from "./navigation";

export const workspacePlaces: readonly Place[] = [
  { id: "templates", label: messages.templates, icon: IconTemplate, to: "/w/$workspaceId/templates" },
  { id: "import", label: messages.importFile, icon: IconUpload, to: "/w/$workspaceId/import" },
  { id: "exports", label: messages.exports, icon: IconDownload, to: "/w/$workspaceId/exports" },
  { id: "changes", label: messages.changes, icon: IconHistory, to: "/w/$workspaceId/changes" },
  { id: "jobs", label: messages.longWork, icon: IconJobs, to: "/w/$workspaceId/jobs" },
  { id: "trash", label: messages.trash, icon: IconTrash, to: "/w/$workspaceId/trash" },
];
