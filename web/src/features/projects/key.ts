/** Keys of projects, as they follow from names. */

/** `Website relaunch 2` becomes `WR2`, `Launch` becomes `LAU`. */
export function keyFrom(name: string): string {
  const words = name
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, "")
    .split(/\s+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).join("") : (words[0] ?? "").slice(0, 3);
  const key = letters.replace(/^[0-9]+/, "").slice(0, 10);
  return key.length === 1 ? `${key}${key}` : key;
}
