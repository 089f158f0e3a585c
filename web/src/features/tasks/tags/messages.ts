export const messages = {
  tags: "Tags",
  none: "No tags",
  find: "Find or make a tag",
  nothing: "No tag is called that",
  make: (name: string) => `Make “${name}”`,
  unknown: "A tag",
};
