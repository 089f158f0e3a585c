export const messages = {
  title: "Relations",
  text: "How tasks of all projects relate to each other, said from both sides.",
  none: "No kinds of relations: tasks have none then.",
  outward: "From one task",
  inward: "From the other",
  outwardHint: "Such as “implements”",
  inwardHint: "Such as “is implemented by”; empty: the same",
  symmetric: "the same from both sides",
  wordsOf: (side: string, words: string) => `${side}: ${words}`,
  add: "Add",
  remove: (words: string) => `Delete: ${words}`,
  removed: (words: string) => `“${words}” is deleted; its relations are hidden`,
};
