export const messages = {
  title: "Home",
  greeting: (name: string, hour: number) => {
    const part =
      hour < 5 ? "Good night" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
    return `${part}, ${name}`;
  },
  myWork: "My work",
  groups: { past: "Overdue", today: "Today", week: "Next seven days", later: "Later", never: "No date" },
  nothing: "Nothing is waiting for you",
  nothingText:
    "Tasks that are assigned to you appear here, by due date. Assign yourself to one, or take a break.",
  more: "Show more",
  firstTitle: "Start with a project",
  firstText:
    "A project holds the tasks of one undertaking: a launch, a course, a garden. It begins with three columns and can look like a board or a list.",
  firstButton: "Create the first project",
  recent: "Opened last",
  on: "on",
  mentions: "Mentions",
  allMentions: "Open the inbox",
  noMentions: "When somebody writes @you in a comment, it shows here.",
};
