/** The commands that lead to what is planned: calendars, timeline, sprints and goals. */
import { IconCalendar, IconGoal, IconSprint, IconTimeline } from "@/components/icons";
import { messages } from "./messages";
import type { Command, CommandContext } from "./registry";

const inProject = ({ projectId }: CommandContext) => projectId !== undefined;

export const planningCommands: readonly Command[] = [
  {
    id: "my-calendar",
    label: messages.goMyCalendar,
    icon: IconCalendar,
    keys: ["G", "M"],
    run: ({ navigate, workspaceId }) =>
      void navigate({ to: "/w/$workspaceId/calendar", params: { workspaceId } }),
  },
  {
    id: "goals",
    label: messages.goGoals,
    icon: IconGoal,
    keys: ["G", "O"],
    run: ({ navigate, workspaceId }) =>
      void navigate({ to: "/w/$workspaceId/goals", params: { workspaceId } }),
  },
  {
    id: "calendar",
    label: messages.goCalendar,
    icon: IconCalendar,
    keys: ["G", "C"],
    isOffered: inProject,
    run: ({ navigate, workspaceId, projectId = "" }) =>
      void navigate({ to: "/w/$workspaceId/p/$projectId/calendar", params: { workspaceId, projectId } }),
  },
  {
    id: "timeline",
    label: messages.goTimeline,
    icon: IconTimeline,
    keys: ["G", "T"],
    isOffered: inProject,
    run: ({ navigate, workspaceId, projectId = "" }) =>
      void navigate({ to: "/w/$workspaceId/p/$projectId/timeline", params: { workspaceId, projectId } }),
  },
  {
    id: "sprints",
    label: messages.goSprints,
    icon: IconSprint,
    keys: ["G", "R"],
    isOffered: inProject,
    run: ({ navigate, workspaceId, projectId = "" }) =>
      void navigate({ to: "/w/$workspaceId/p/$projectId/sprints", params: { workspaceId, projectId } }),
  },
];
