/**
 * Mentions are `@[Name](usr_…)` in what is stored, and `@Name` in what is typed. Both ways keep who is meant.
 */
const STORED = /@\[([^[\]\n]{1,120})\]\((usr_[0-7][0-9A-HJKMNP-TV-Z]{25})\)/g;

/** Who is meant by a name in a text. */
export type Meant = ReadonlyMap<string, string>;

export interface Typed {
  text: string;
  meant: Meant;
}

export function toTyped(markdown: string): Typed {
  const meant = new Map<string, string>();
  const text = markdown.replace(STORED, (whole, name: string, id: string) => {
    // Two people of the same name: the second stays as it is stored.
    if ((meant.get(name) ?? id) !== id) return whole;
    meant.set(name, id);
    return `@${name}`;
  });
  return { text, meant };
}

export function toStored({ text, meant }: Typed): string {
  const names = [...meant.keys()].filter(Boolean).sort((one, other) => other.length - one.length);
  if (names.length === 0) return text;
  const pattern = new RegExp(`(?<![\\w@])@(${names.map(escaped).join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  return text.replace(pattern, (_, name: string) => `@[${name}](${meant.get(name)})`);
}

/** A name as it can stand between brackets. */
export function speakable(name: string): string {
  return name
    .replace(/[[\]\n]/g, "")
    .trim()
    .slice(0, 120);
}

/** What is being typed after an `@` right before the caret; null when nothing is. */
export function typedName(text: string, caret: number): string | null {
  const match = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, caret));
  return match?.[1] ?? null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
