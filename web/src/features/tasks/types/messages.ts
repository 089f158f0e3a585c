import type { TypeIconName } from "./queries";

const icons: Record<TypeIconName, string> = {
  bolt: "Bolt",
  book: "Book",
  bug: "Bug",
  bulb: "Light bulb",
  check: "Check",
  flag: "Flag",
  flame: "Flame",
  heart: "Heart",
  inbox: "Inbox",
  lifebuoy: "Lifebuoy",
  palette: "Palette",
  pencil: "Pencil",
  question: "Question mark",
  rocket: "Rocket",
  search: "Magnifier",
  shield: "Shield",
  star: "Star",
  target: "Target",
  tools: "Tools",
  warning: "Warning",
};

export const messages = {
  type: "Type",
  plain: "Task",
  unknown: "A type",
  icons,
  typeIs: (name: string) => `Type: ${name}`,
  archived: (name: string) => `${name} (archived)`,
};
