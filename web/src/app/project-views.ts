/** The ways to look at a project, in the order of the tabs. A new view is one line here and its route. */
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { IconBoard } from "@/components/icons";
import { messages as board } from "@/features/board/messages";

export interface ProjectView {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  to: NonNullable<LinkProps["to"]>;
}

export const projectViews: readonly ProjectView[] = [
  { id: "board", label: board.view, icon: IconBoard, to: "/w/$workspaceId/p/$projectId/board" },
];
