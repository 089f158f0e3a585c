/**
 * What the task drawer is made of. A new property (a row beside its label), panel (a block below the
 * description) or tab (what happened) is one line here.
 */
import { type ComponentType, lazy } from "react";
import { messages as homes } from "./homes/messages";
import { ProjectsProperty } from "./homes/ProjectsProperty";
import { messages } from "./messages";
import { AssigneesProperty } from "./properties/AssigneesProperty";
import { DueProperty } from "./properties/DueProperty";
import { MilestoneProperty } from "./properties/MilestoneProperty";
import { PointsProperty } from "./properties/PointsProperty";
import { PriorityProperty } from "./properties/PriorityProperty";
import { SectionProperty } from "./properties/SectionProperty";
import { StartProperty } from "./properties/StartProperty";
import { StatusProperty } from "./properties/StatusProperty";
import type { Task } from "./queries";
import { messages as recurrence } from "./recurrence/messages";
import { RecurrenceProperty } from "./recurrence/RecurrenceProperty";
import { messages as tags } from "./tags/messages";
import { TagsProperty } from "./tags/TagsProperty";
import { EstimateProperty } from "./time/EstimateProperty";
import { messages as time } from "./time/messages";
import { TimeProperty } from "./time/TimeProperty";
import { messages as types } from "./types/messages";
import { TypeProperty } from "./types/TypeProperty";

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
  isRequired?: boolean;
  /** The key that opens it, while the task has the focus. */
  key?: string;
}

export const taskProperties: readonly TaskProperty[] = [
  { id: "status", label: messages.status, component: StatusProperty, key: "S" },
  { id: "type", label: types.type, component: TypeProperty },
  { id: "assignees", label: messages.assignees, component: AssigneesProperty, key: "A" },
  {
    id: "start",
    label: messages.start,
    component: StartProperty,
    isEmpty: ({ start_at }) => start_at === null,
  },
  { id: "due", label: messages.due, component: DueProperty, key: "D" },
  { id: "priority", label: messages.priority, component: PriorityProperty, key: "P" },
  {
    id: "tags",
    label: tags.tags,
    component: TagsProperty,
    isEmpty: ({ tag_ids }) => tag_ids.length === 0,
    key: "L",
  },
  { id: "section", label: messages.section, component: SectionProperty },
  { id: "projects", label: homes.projects, component: ProjectsProperty },
  {
    id: "estimate",
    label: time.estimate,
    component: EstimateProperty,
    isEmpty: ({ estimate_minutes }) => estimate_minutes === null,
    key: "E",
  },
  {
    id: "time",
    label: time.time,
    component: TimeProperty,
    isEmpty: ({ logged_minutes, estimate_minutes }) => logged_minutes === 0 && estimate_minutes === null,
    key: "T",
  },
  {
    id: "recurrence",
    label: recurrence.repeats,
    component: RecurrenceProperty,
    isEmpty: (task) => task.recurrence === null,
    key: "R",
  },
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

const parts = {
  subtasks: () => import("./subtasks/Subtasks"),
  dependencies: () => import("./dependencies/Dependencies"),
  relations: () => import("./relations/Relations"),
  attachments: () => import("./attachments/Attachments"),
  comments: () => import("./comments/Comments"),
};

/** What every task shows is fetched while the task itself is. */
export function fetchParts(): void {
  for (const part of Object.values(parts)) part().catch(() => undefined);
}

/** Blocks between the description and what happened: subtasks, files and the like. */
export const taskPanels: readonly { id: string; component: ComponentType<TaskPartProps> }[] = [
  { id: "subtasks", component: lazy(parts.subtasks) },
  { id: "dependencies", component: lazy(parts.dependencies) },
  { id: "relations", component: lazy(parts.relations) },
  { id: "attachments", component: lazy(parts.attachments) },
];

export const taskTabs: readonly { id: string; label: string; component: ComponentType<TaskPartProps> }[] = [
  { id: "comments", label: messages.comments, component: lazy(parts.comments) },
  { id: "time", label: messages.timeTab, component: lazy(() => import("./time/TimeTab")) },
  { id: "history", label: messages.history, component: lazy(() => import("./history/History")) },
];
