/**
 * Everything that can be done from anywhere, once: the palette finds it, its keys do it, the help sheet shows
 * it. A new command is one entry here.
 */
import type { UseNavigateResult } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { session } from "@/api/session";
import { undoLast } from "@/components/feedback/toasts";
import {
  IconBoard,
  IconHome,
  IconInbox,
  IconKeyboard,
  IconList,
  IconMoon,
  IconPlus,
  IconRestore,
  IconSearch,
  IconSettings,
  IconSidebar,
  IconSignOut,
  IconUsers,
} from "@/components/icons";
import { commands } from "./commands";
import { messages } from "./messages";
import { planningCommands } from "./planning";

export interface CommandContext {
  workspaceId: string;
  /** The project on the screen. */
  projectId: string | undefined;
  navigate: UseNavigateResult<string>;
  may: (permission: string) => boolean;
  toggleTheme: () => void;
  toggleSidebar: () => void;
}

export interface Command {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Keys one after the other (`["G", "H"]`), or together with `mod`. */
  keys?: readonly string[];
  isOffered?: (context: CommandContext) => boolean;
  run: (context: CommandContext) => void;
}

export const allCommands: readonly Command[] = [
  {
    id: "palette",
    label: messages.openPalette,
    icon: IconSearch,
    keys: ["mod", "K"],
    run: commands.openPalette,
  },
  {
    id: "new-task",
    label: messages.newTask,
    icon: IconPlus,
    keys: ["C"],
    run: commands.openNewTask,
  },
  {
    id: "new-project",
    label: messages.newProject,
    icon: IconPlus,
    isOffered: ({ may }) => may("project:create"),
    run: commands.openNewProject,
  },
  {
    id: "home",
    label: messages.goHome,
    icon: IconHome,
    keys: ["G", "H"],
    run: ({ navigate, workspaceId }) => void navigate({ to: "/w/$workspaceId", params: { workspaceId } }),
  },
  {
    id: "inbox",
    label: messages.goInbox,
    icon: IconInbox,
    keys: ["G", "I"],
    run: ({ navigate, workspaceId }) =>
      void navigate({ to: "/w/$workspaceId/inbox", params: { workspaceId } }),
  },
  {
    id: "settings",
    label: messages.goSettings,
    icon: IconSettings,
    keys: ["G", "S"],
    run: ({ navigate, workspaceId }) =>
      void navigate({ to: "/w/$workspaceId/settings", params: { workspaceId } }),
  },
  {
    id: "people",
    label: messages.goPeople,
    icon: IconUsers,
    isOffered: ({ may }) => may("member:view"),
    run: ({ navigate, workspaceId }) =>
      void navigate({ to: "/w/$workspaceId/settings/people", params: { workspaceId } }),
  },
  {
    id: "board",
    label: messages.goBoard,
    icon: IconBoard,
    keys: ["G", "B"],
    isOffered: ({ projectId }) => projectId !== undefined,
    run: ({ navigate, workspaceId, projectId = "" }) =>
      void navigate({ to: "/w/$workspaceId/p/$projectId/board", params: { workspaceId, projectId } }),
  },
  {
    id: "list",
    label: messages.goList,
    icon: IconList,
    keys: ["G", "L"],
    isOffered: ({ projectId }) => projectId !== undefined,
    run: ({ navigate, workspaceId, projectId = "" }) =>
      void navigate({ to: "/w/$workspaceId/p/$projectId/list", params: { workspaceId, projectId } }),
  },
  ...planningCommands,
  { id: "undo", label: messages.undo, icon: IconRestore, keys: ["mod", "Z"], run: () => void undoLast() },
  { id: "theme", label: messages.toggleTheme, icon: IconMoon, run: ({ toggleTheme }) => toggleTheme() },
  {
    id: "sidebar",
    label: messages.toggleSidebar,
    icon: IconSidebar,
    keys: ["["],
    run: (on) => on.toggleSidebar(),
  },
  { id: "help", label: messages.help, icon: IconKeyboard, keys: ["?"], run: commands.openShortcuts },
  { id: "sign-out", label: messages.signOut, icon: IconSignOut, run: () => void session.end() },
];

/** Keys that only mean something at a certain place; for the help sheet. */
export const localKeys: readonly {
  place: string;
  keys: readonly (readonly [readonly string[], string])[];
}[] = [
  {
    place: messages.onBoard,
    keys: [
      [["↑", "↓", "←", "→"], messages.walkCards],
      [["Enter"], messages.openCard],
      [["alt", "↑↓←→"], messages.moveCard],
      [["M"], messages.cardMenu],
    ],
  },
  {
    place: messages.onList,
    keys: [
      [["X"], messages.selectLine],
      [["shift", "X"], messages.selectRange],
      [["F2"], messages.rename],
    ],
  },
  {
    place: messages.onCalendar,
    keys: [
      [["alt", "↑↓←→"], messages.moveByDay],
      [["alt", "shift", "←→"], messages.moveEnd],
    ],
  },
  {
    place: messages.onTimeline,
    keys: [
      [["←", "→"], messages.moveBar],
      [["shift", "←→"], messages.moveEnd],
      [["↑", "↓"], messages.walkBars],
    ],
  },
  {
    place: messages.inTask,
    keys: [
      [["mod", "Enter"], messages.send],
      [["Esc"], messages.close],
      [["@"], messages.mention],
      [["S", "A", "D", "P", "L"], messages.properties],
    ],
  },
];
