export const messages = {
  find: "Find a task by its key or title",
  nothing: "No task like that was found. Type its key, such as LAU-12, to reach any task.",
  looking: "Looking…",
};
