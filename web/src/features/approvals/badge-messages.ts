/** Apart from the others: the sidebar loads them first. */
export const messages = {
  waiting: (count: number) => (count === 1 ? "1 waits for you" : `${count} wait for you`),
};
