/** The ways to look at a project, in the order of the tabs. A new view is one line here and its route. */
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import {
  IconBoard,
  IconCalendar,
  IconForms,
  IconList,
  IconReports,
  IconSprint,
  IconTimeline,
} from "@/components/icons";
import { messages as board } from "@/features/board/messages";
import { messages as list } from "@/features/list/messages";
import { messages } from "./messages";

export interface ProjectView {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  to: NonNullable<LinkProps["to"]>;
}

export const projectViews: readonly ProjectView[] = [
  { id: "board", label: board.view, icon: IconBoard, to: "/w/$workspaceId/p/$projectId/board" },
  { id: "list", label: list.view, icon: IconList, to: "/w/$workspaceId/p/$projectId/list" },
  {
    id: "calendar",
    label: messages.calendar,
    icon: IconCalendar,
    to: "/w/$workspaceId/p/$projectId/calendar",
  },
  {
    id: "timeline",
    label: messages.timeline,
    icon: IconTimeline,
    to: "/w/$workspaceId/p/$projectId/timeline",
  },
  {
    id: "sprints",
    label: messages.sprints,
    icon: IconSprint,
    to: "/w/$workspaceId/p/$projectId/sprints",
  },
  {
    id: "reports",
    label: messages.reports,
    icon: IconReports,
    to: "/w/$workspaceId/p/$projectId/reports",
  },
  { id: "forms", label: messages.forms, icon: IconForms, to: "/w/$workspaceId/p/$projectId/forms" },
];
