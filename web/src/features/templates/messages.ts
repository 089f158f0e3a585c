import type { Schemas } from "@/api/client";

type AsksFor = Schemas["TemplateView"]["asks_for"];

export const messages = {
  title: "Templates",
  text: "Projects and tasks that are made again and again, with days instead of dates and roles instead of people.",
  projects: "Projects",
  tasks: "Tasks",
  empty: "No templates yet",
  emptyText:
    "Open the menu of a project that went well, and save it as a template: the next one begins with all of it.",
  emptyTasks: "Save a task with its subtasks as a template from its menu, or by the API.",
  count: (count: number) => (count === 1 ? "1 task" : `${count} tasks`),
  forAll: "for everybody",
  notReady: "is being saved",
  use: "Use",
  useProject: (name: string) => `New project from “${name}”`,
  useTask: (name: string) => `New task from “${name}”`,
  delete: "Delete",
  deleted: (name: string) => `“${name}” is in the trash`,
  name: "Name",
  key: "Key",
  taskTitle: "Title",
  project: "Project",
  date: {
    start_on: "When does it start?",
    due_on: "When must it be done?",
  },
  counted: "All dates are counted from it.",
  either: "Counted from",
  eithers: { start_on: "its first day", due_on: "its last day" },
  asks: { start_on: "first day", due_on: "last day", either: "a day", nothing: "" } as Record<
    AsksFor,
    string
  >,
  skipWeekends: "Nothing on Saturdays and Sundays",
  roles: "Who does what?",
  nobody: "Nobody yet",
  create: "Create",
  cancel: "Cancel",
  made: "The task is made",
  under: "It is made while you do something else",
  save: "Save as a template",
  saveTitle: (name: string) => `Save “${name}” as a template`,
  description: "What it is for",
  scope: "Who may use it",
  scopes: { project: "Whoever sees this project", workspace: "Everybody in the workspace" },
  completed: "With what is finished, to be done again",
  saving: "The template is being saved. You find it under Templates.",
  more: "More",
};
