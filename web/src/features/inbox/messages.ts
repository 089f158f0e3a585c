export const messages = {
  title: "Inbox",
  unread: (count: number) => `${count} unread`,
};
