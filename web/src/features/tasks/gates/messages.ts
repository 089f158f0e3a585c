import type { ApprovalRule } from "./gates";

export const messages = {
  title: (key: string, status: string) => `${key} to “${status}”`,
  missing: "This status asks for:",
  filled: "has a value",
  needsApproval: "Others must agree first",
  waits: "The task stays where it is until they do.",
  needed: (needed: ApprovalRule["needed"], people: number) => {
    if (needed === "all") return people === 1 ? "" : "All of them must agree.";
    return needed === 1 ? "One of them must agree." : `${needed} of them must agree.`;
  },
  roles: { admin: "Administrators of the project", editor: "Editors of the project" },
  note: "What should they know?",
  notePlaceholder: "Optional: it becomes a comment, too",
  ask: "Ask for approval",
  goOn: (status: string) => `Go to ${status}`,
  leave: "Leave it where it is",
  sprint: "Sprint",
  noSprint: "No sprint",
  sprintNone: "The project has no open sprint.",
  logged: "Logged time",
};
