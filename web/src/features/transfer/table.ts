/** A table as spreadsheets write it, as far as a preview needs it: the same reading as the service's. */

export interface Table {
  header: string[];
  rows: string[][];
}

/** So much of a file is read for the preview. */
export const PREVIEW_BYTES = 128 * 1024;
const MARKS = [",", ";", "\t"] as const;

/** The text of a file's beginning, in the encoding that its bytes tell. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    // What was cut off in the middle of a letter is still UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The header and the first rows. A last row that is cut off is left out. */
export function tableOf(text: string, most = 5, isWhole = true): Table {
  const lines = parsed(text, markOf(text));
  if (!isWhole && lines.length > 1) lines.pop();
  const full = lines.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const [header = [], ...rows] = full;
  return { header: header.map((name) => name.trim()), rows: rows.slice(0, most) };
}

/** What stands between the cells: the mark that there is most of in the first line, outside of quotes. */
export function markOf(text: string): string {
  let isQuoted = false;
  const counts = new Map<string, number>(MARKS.map((mark) => [mark, 0]));
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === "\n" && !isQuoted) break;
    else if (!isQuoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** The cells of each line: quotes may hold marks, line ends, and quotes written twice. */
function parsed(text: string, mark: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endLine = () => {
    lines.push([...cells, cell]);
    cells = [];
    cell = "";
  };
  for (let place = text.charCodeAt(0) === 0xfeff ? 1 : 0; place < text.length; place += 1) {
    const letter = text.charAt(place);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(place + 1) === '"') {
        cell += '"';
        place += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === mark) {
      cells.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text.charAt(place + 1) === "\n") place += 1;
      endLine();
    } else cell += letter;
  }
  if (cell !== "" || cells.length > 0) endLine();
  return lines;
}
