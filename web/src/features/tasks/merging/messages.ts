export const messages = {
  merge: "Merge into another task…",
  choose: (key: string) => `Merge ${key} into…`,
  merged: (key: string, into: string) => `${key} is merged into ${into}`,
  wentHere: (key: string) => `${key} was merged into this task`,
};
