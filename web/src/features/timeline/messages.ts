/** What the timeline says. */
export const messages = {
  view: "Timeline",
  zoom: "How close to look",
  zooms: { day: "Days", week: "Weeks", month: "Months", quarter: "Quarters" },
  by: "Rows by",
  bySection: "Section",
  byAssignee: "Assignee",
  critical: "Critical path",
  criticalHelp:
    "The tasks that decide when the project can be finished, and how much time the others have to spare",
  today: "Today",
  tasks: "Tasks",
  group: (name: string, count: number) => `${name}, ${count === 1 ? "1 task" : `${count} tasks`}`,
  nobody: "Nobody",
  bar: (key: string, title: string, from: string, to: string) =>
    from === to ? `${key} ${title}, ${to}` : `${key} ${title}, ${from} to ${to}`,
  isCritical: "on the critical path",
  slack: (days: number) => `${days === 1 ? "1 day" : `${days} days`} to spare`,
  waitsFor: (keys: string) => `waits for ${keys}`,
  movedTo: (key: string, from: string, to: string) =>
    from === to ? `${key} is now on ${to}` : `${key} is now from ${from} to ${to}`,
  movedWith: (key: string, count: number) =>
    `${key} and ${count === 1 ? "one task" : `${count} tasks`} that wait for it have moved`,
  notMoved: (key: string) => `${key} was not moved`,
  linked: (key: string, other: string) => `${key} waits for ${other} now`,
  notLinked: "The two tasks were not linked",
  unlinked: (key: string, other: string) => `${key} does not wait for ${other} any more`,
  dependency: (key: string, other: string) => `${key} waits for ${other}`,
  violated: "The dates contradict this",
  unlink: "Remove dependency",
  close: "Close",
  instructions:
    "Arrow left and right move the task by a day, with Shift its end. Arrow up and down go to the other tasks. Enter opens it.",
  shiftTitle: (key: string, count: number) =>
    count === 0
      ? `Nothing that waits for ${key} has to move`
      : `${count === 1 ? "1 task waits" : `${count} tasks wait`} for ${key} and would move, too`,
  shiftMode: "What moves along",
  shiftModes: { needed: "As needed", same: "By as many days", no: "Nothing" },
  shiftSkipped: (count: number) =>
    `${count === 1 ? "One more task" : `${count} more tasks`} would have to move, but you may not change ${count === 1 ? "it" : "them"}.`,
  move: "Move",
  cancel: "Cancel",
  emptyTitle: "No task has a date yet",
  emptyText: "Give tasks a start and a due date, in the calendar for example, and they become bars here.",
  toCalendar: "Open the calendar",
  unscheduled: (count: number) => `${count} unscheduled`,
  cut: "The first 1,000 open tasks by due date are shown.",
};
