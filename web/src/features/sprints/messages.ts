/** What sprints say. */
const tasks = (count: number) => (count === 1 ? "1 task" : `${count} tasks`);
const points = (count: number) => (count === 1 ? "1 point" : `${count} points`);

export const messages = {
  view: "Sprints",
  tasks,
  points,
  backlog: "Backlog",
  backlogText: "Open tasks that are in no sprint, in the order of the board.",
  backlogEmpty: "Nothing waits: every open task is in a sprint.",
  more: "Show more",
  emptySprint: "Drag tasks from the backlog to plan this sprint.",
  newSprint: "New sprint",
  editSprint: "Edit the sprint",
  name: "Name",
  goal: "Goal",
  goalText: "What shall be true when it ends",
  startOn: "First day",
  endOn: "Last day",
  capacity: "Capacity in points",
  save: "Save",
  create: "Create",
  nextName: (before: string | undefined, count: number) => {
    const number = /(\d+)(?!.*\d)/.exec(before ?? "");
    if (!before || !number) return `Sprint ${count + 1}`;
    return before.replace(/(\d+)(?!.*\d)/, String(Number(number[1]) + 1));
  },
  states: { planned: "Planned", active: "Running", completed: "Completed" },
  capacityOf: (used: number, capacity: number) => `${used} of ${capacity} points`,
  over: (by: number) => `${by} over the capacity`,
  progress: (done: number, all: number) => `${done} of ${all} points done`,
  days: (from: string, to: string) => `${from} – ${to}`,
  noDays: "No dates yet",
  daysLeft: (days: number) =>
    days < 0
      ? "Past its last day"
      : days === 0
        ? "Last day"
        : days === 1
          ? "1 day left"
          : `${days} days left`,
  start: "Start sprint",
  startTitle: (name: string) => `Start ${name}`,
  startText: (count: number, sum: number) =>
    `The team commits to ${tasks(count)} with ${points(sum)}. What enters or leaves from then on is told as a change of scope.`,
  started: (name: string) => `${name} has started`,
  complete: "Complete sprint",
  completeTitle: (name: string) => `Complete ${name}`,
  completeText: (done: number, open: number) =>
    open === 0
      ? `All ${tasks(done)} are done. Well done!`
      : `${tasks(done)} done, ${tasks(open)} still open.`,
  carry: "What is still open goes to",
  carryNext: (name: string) => `The next sprint: ${name}`,
  carryBacklog: "The backlog",
  completed: (name: string, carried: number) =>
    carried === 0 ? `${name} is completed` : `${name} is completed, ${tasks(carried)} carried over`,
  carrying: "Carrying open tasks over",
  cancel: "Cancel",
  close: "Close",
  report: "Report",
  actions: (name: string) => `More about ${name}`,
  edit: "Edit",
  remove: "Delete",
  removed: (name: string) => `${name} is in the trash`,
  notMoved: (key: string) => `${key} was not moved`,
  movedTo: (key: string, place: string) => `${key} is in ${place} now`,
  moveTask: (key: string) => `Move ${key}`,
  moveTo: "Move to",
  moveUp: "Further up",
  moveDown: "Further down",
  boardOrder: "The backlog has the order of the board: within a section tasks can be put elsewhere.",
  past: "Completed sprints",
  row: (key: string, title: string) => `${key} ${title}`,
  instructions: "Alt with arrow up or down moves the task. M opens the list of places it can go to.",
  emptyTitle: "Plan in sprints",
  emptyText:
    "A sprint is some weeks with a goal and as much work as fits. Create one, drag tasks into it, and start it: the burndown shows how it goes.",
  burndown: "Burndown",
  burndownText: (committed: string) => `Started with ${committed}`,
  notStarted: "The burndown begins when the sprint is started.",
  remaining: "Remaining",
  ideal: "Ideal",
  scope: "Scope",
  done: "Done",
  added: "Added",
  removedColumn: "Removed",
  day: "Day",
  today: "Today",
  unit: "What is counted",
  unitPoints: "Points",
  unitTasks: "Tasks",
  velocity: "Velocity",
  velocityText: (average: string) => `On average ${average} a sprint`,
  velocityNone: "Velocity shows when the first sprint is completed.",
  committed: "Committed",
  sprint: "Sprint",
  scopeLog: "Changes of scope",
  scopeNone: "Nothing was added or taken out since the start.",
  changes: {
    added: (key: string) => `${key} added`,
    removed: (key: string) => `${key} taken out`,
    estimated: (key: string) => `${key} estimated anew`,
  },
  estimate: (before: string, after: string) => `${before} → ${after}`,
  noEstimate: "no points",
  back: "All sprints",
  tasksOf: "Tasks",
  noTasks: "No task is in this sprint.",
  figures: "At a glance",
};
