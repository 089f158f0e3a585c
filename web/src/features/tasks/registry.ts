/**
 * What the task drawer is made of. A new property (a row beside its label), panel (a block below the
 * description) or tab (what happened) is one line here.
 */
import { type ComponentType, lazy } from "react";
import { messages } from "./messages";
import { AssigneesProperty } from "./properties/AssigneesProperty";
import { DueProperty } from "./properties/DueProperty";
import { MilestoneProperty } from "./properties/MilestoneProperty";
import { PointsProperty } from "./properties/PointsProperty";
import { PriorityProperty } from "./properties/PriorityProperty";
import { SectionProperty } from "./properties/SectionProperty";
import { StatusProperty } from "./properties/StatusProperty";
import type { Task } from "./queries";

export interface TaskPartProps {
  task: Task;
}

export interface TaskProperty {
  id: string;
  label: string;
  /** The value, and the way to change it for those who may. */
  component: ComponentType<TaskPartProps>;
  /** Without a value it waits behind "Add a property". */
  isEmpty?: (task: Task) => boolean;
  /** The key that opens it, while the task has the focus. */
  key?: string;
}

export const taskProperties: readonly TaskProperty[] = [
  { id: "status", label: messages.status, component: StatusProperty, key: "S" },
  { id: "assignees", label: messages.assignees, component: AssigneesProperty, key: "A" },
  { id: "due", label: messages.due, component: DueProperty, key: "D" },
  { id: "priority", label: messages.priority, component: PriorityProperty, key: "P" },
  { id: "section", label: messages.section, component: SectionProperty },
  {
    id: "points",
    label: messages.points,
    component: PointsProperty,
    isEmpty: ({ points }) => points === null,
  },
  {
    id: "milestone",
    label: messages.milestone,
    component: MilestoneProperty,
    isEmpty: ({ milestone }) => !milestone,
  },
];

/** Blocks between the description and what happened: subtasks, files and the like. */
export const taskPanels: readonly { id: string; component: ComponentType<TaskPartProps> }[] = [
  { id: "subtasks", component: lazy(() => import("./subtasks/Subtasks")) },
  { id: "dependencies", component: lazy(() => import("./dependencies/Dependencies")) },
  { id: "attachments", component: lazy(() => import("./attachments/Attachments")) },
];

export const taskTabs: readonly { id: string; label: string; component: ComponentType<TaskPartProps> }[] = [
  { id: "comments", label: messages.comments, component: lazy(() => import("./comments/Comments")) },
  { id: "history", label: messages.history, component: lazy(() => import("./history/History")) },
];
