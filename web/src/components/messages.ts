/** What the shared components say. */
export const messages = {
  close: "Close",
  tryAgain: "Try again",
  undo: "Undo",
  undone: "Undone",
  undoFailed: "That could not be undone",
  reference: (id: string) => `Reference ${id}`,
  copyReference: "Copy the reference",
  unreachableTitle: "No connection",
  unreachable:
    "The service cannot be reached. Nothing you typed is lost; check your connection and try again.",
  unexpectedTitle: "Something went wrong",
  unexpected: "Please try again. If it stays like this, tell us the reference.",
  loading: "Loading",
  more: "More",
  today: "Today",
  tomorrow: "Tomorrow",
  yesterday: "Yesterday",
  justNow: "just now",
  somebody: "Somebody",
  nobody: "Nobody",
};
