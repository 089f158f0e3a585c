export const messages = {
  watch: "Watch",
  unwatch: "Stop watching",
  watchers: (count: number) => (count === 1 ? "1 person watches" : `${count} people watch`),
  others: "Who is told what happens to this task",
  nobody: "Nobody watches this task yet.",
};
