export const messages = {
  notSaved: (key: string) => `${key} was not changed`,
  notMoved: (key: string) => `${key} was not moved`,
  notRemoved: (key: string) => `${key} was not deleted`,
  removed: (key: string) => `${key} is in the trash`,
  changeStatus: (key: string) => `Change the status of ${key}`,
  isNow: (key: string, status: string) => `${key}: ${status}`,
  priorities: { urgent: "Urgent", high: "High", medium: "Medium", low: "Low", none: "No priority" },
  categories: {
    backlog: "Backlog",
    unstarted: "To do",
    started: "In progress",
    completed: "Done",
    cancelled: "Cancelled",
  },
};
