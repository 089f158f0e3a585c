import type { Schemas } from "@/api/client";

type Effect = Schemas["PlanStepView"]["effect"];

export const messages = {
  remapTitle: "Statuses go",
  recategorizeTitle: "Statuses mean something else",
  remapText: "Say which status their tasks get. Nothing is changed yet.",
  recategorizeText: "Nothing is changed yet.",
  tasksOf: (name: string) => `Tasks in “${name}” get`,
  tasksThere: (count: string) => (count === "1" ? "1 task has it" : `${count} tasks have it`),
  means: (name: string, category: string) => ({ name, rest: `means “${category}” from now on` }),
  effects: {
    completes: (count: string) =>
      count === "1" ? "1 task is finished by it" : `${count} tasks are finished by it`,
    reopens: (count: string) => (count === "1" ? "1 task is open again" : `${count} tasks are open again`),
    none: (count: string) =>
      count === "1"
        ? "1 task is as open or finished as before"
        : `${count} tasks are as open or finished as before`,
  } satisfies Record<Effect, (count: string) => string>,
  columnsFollow: (count: number) =>
    count === 1
      ? "1 column that stands for it follows at once."
      : `${count} columns that stand for them follow at once.`,
  remapJob: "The tasks are taken along while you do something else.",
  remapApply: "Change the workflow",

  rules: "Conditions",
  rulesText: "What a task needs to get to a status, who may take it there, and who must agree.",
  noRules: "No conditions: whoever may change a task takes it anywhere.",
  addRule: "Add a condition",
  newRule: "New condition",
  editRule: "Condition",
  edit: (name: string) => `Edit: ${name}`,
  remove: (name: string) => `Remove: ${name}`,
  from: "From",
  to: "To",
  anyStatus: "Any status",
  way: (from: string | null, to: string) => (from === null ? `To ${to}` : `${from} → ${to}`),
  required: "These must have a value",
  allowed: "Only these may take it there",
  allowedText: "Empty: everybody who may change its status",
  needs: (names: string) => `needs ${names}`,
  only: (names: string) => `only ${names}`,
  agree: (names: string, needed: string) => `approval by ${names}${needed}`,
  neededShort: (needed: Schemas["ApprovalRuleView"]["needed"]) =>
    needed === "all" || needed === 1 ? "" : ` (${needed} of them)`,
  or: " or ",
  and: " and ",
  approval: "Others must agree first",
  people: "People who may agree",
  role: "And whoever is in the project",
  noRole: "Nobody else",
  approverRoles: { admin: "Administrators", editor: "Editors and administrators" },
  allowedFor: {
    assignee: "Assignees of the task",
    reporter: "Whoever reported it",
    editor: "Editors and administrators",
    admin: "Administrators",
  } as Record<string, string>,
  needed: "How many must agree",
  one: "One of them",
  several: (count: number) => `${count} of them`,
  all: "All of them",
  days: "A request runs out after so many days",
  fields: {
    assignee_ids: "Assignees",
    description: "Description",
    due_at: "Due date",
    estimate_minutes: "Estimate",
    logged_minutes: "Logged time",
    points: "Points",
    priority: "Priority",
    sprint_id: "Sprint",
    start_at: "Start",
    tag_ids: "Tags",
  } as Record<string, string>,
  goneField: "a field that is not used here",
  apply: "Take it on",
  applyHint: "Conditions are saved together with the workflow.",
  parts: {
    statuses: "The list",
    transitions: "What may follow",
    rules: "A condition",
  } as Record<string, string>,
  cancel: "Cancel",
  taken: "There is a condition for this way already.",
};
