/** How well a text fits what was typed: 0 not at all; more when it begins with it, or a word of it does. */
export function score(text: string, typed: string): number {
  const wanted = plain(typed);
  if (!wanted) return 1;
  const known = plain(text);
  if (known.startsWith(wanted)) return 4;
  if (known.includes(` ${wanted}`)) return 3;
  if (known.includes(wanted)) return 2;
  return wanted.split(" ").every((word) => known.includes(word)) ? 1 : 0;
}

/** The best ones first, and at most so many. */
export function best<T>(all: readonly T[], text: (one: T) => string, typed: string, most: number): T[] {
  return all
    .map((one, place) => ({ one, place, points: score(text(one), typed) }))
    .filter(({ points }) => points > 0)
    .sort((first, second) => second.points - first.points || first.place - second.place)
    .slice(0, most)
    .map(({ one }) => one);
}

/** Whether it can be the key of a task. */
export function isTaskKey(typed: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{1,9}-\d{1,9}$/.test(typed.trim());
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();
}
