export const messages = {
  relations: "Related tasks",
  add: "Relate it to another task",
  choose: (key: string, words: string) => `${key} ${words}…`,
  removed: "The relation is removed",
};
