export const messages = {
  relations: "Related tasks",
  add: "Relate it to another task",
  choose: (key: string, words: string) => `${key} ${words}…`,
  remove: "Remove",
  removed: "The relation is removed",
  hidden: "A task that you cannot see",
};
