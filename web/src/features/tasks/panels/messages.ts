export const messages = {
  hidden: "A task that you cannot see",
  remove: "Remove",
};
