/** The places in the sidebar, and on a phone in the bar below. A new place is one line here. */
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { IconApproval, IconCalendar, IconGoal, IconHome, IconInbox, IconPortfolio } from "@/components/icons";
import { WaitingBadge } from "@/features/approvals/WaitingBadge";
import { UnreadBadge } from "@/features/inbox/UnreadBadge";
import { messages } from "./messages";

export interface Place {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  to: NonNullable<LinkProps["to"]>;
  /** Only this very address is the place, not those below it. */
  exact?: boolean;
  /** Beside the label: how many there are to look at. */
  badge?: ComponentType;
  /** Also in the bar of a phone, which has room for four. */
  onPhone?: boolean;
}

export const places: readonly Place[] = [
  { id: "home", label: messages.home, icon: IconHome, to: "/w/$workspaceId", exact: true, onPhone: true },
  {
    id: "inbox",
    label: messages.inbox,
    icon: IconInbox,
    to: "/w/$workspaceId/inbox",
    badge: UnreadBadge,
    onPhone: true,
  },
  {
    id: "approvals",
    label: messages.approvals,
    icon: IconApproval,
    to: "/w/$workspaceId/approvals",
    badge: WaitingBadge,
  },
  { id: "calendar", label: messages.myCalendar, icon: IconCalendar, to: "/w/$workspaceId/calendar" },
  { id: "goals", label: messages.goals, icon: IconGoal, to: "/w/$workspaceId/goals" },
  { id: "portfolios", label: messages.portfolios, icon: IconPortfolio, to: "/w/$workspaceId/portfolios" },
];
