// What a first visit loads before anything shows, and every chunk that is loaded later, compressed, against their
// budgets. Prints a table of both; `--all` lists small chunks too.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const KB = 1024;
const BUDGETS = { script: 170 * KB, style: 60 * KB };
const LARGEST_CHUNK = 80 * KB;
const WORTH_A_LINE = process.argv.includes("--all") ? 0 : 8 * KB;

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const size = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const page = readFileSync(join(dist, "index.html"), "utf8");
const named = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path.slice(1));
const initial = {
  script: [...named(/<script[^>]* src="([^"]+)"/g), ...named(/rel="modulepreload"[^>]* href="([^"]+)"/g)],
  style: named(/rel="stylesheet"[^>]* href="([^"]+)"/g),
};

let failed = false;

function line(what, bytes, budget) {
  const isOver = bytes > budget;
  failed ||= isOver;
  const figures = `${(bytes / KB).toFixed(1).padStart(7)} KB of ${String(budget / KB).padStart(3)} KB`;
  console.log(`  ${what.padEnd(44)}${figures}${isOver ? "  OVER THE BUDGET" : ""}`);
}

console.log("web: compressed");
for (const [kind, budget] of Object.entries(BUDGETS)) {
  const bytes = initial[kind].reduce((sum, path) => sum + size(path), 0);
  line(`initial ${kind} (${initial[kind].length} files)`, bytes, budget);
}

const later = readdirSync(join(dist, "assets"))
  .filter((name) => name.endsWith(".js") && !name.startsWith("docs-"))
  .map((name) => `assets/${name}`)
  .filter((path) => !initial.script.includes(path))
  .map((path) => ({ path, bytes: size(path) }))
  .sort((one, other) => other.bytes - one.bytes);
for (const { path, bytes } of later.filter((chunk) => chunk.bytes >= WORTH_A_LINE))
  line(`later ${path}`, bytes, LARGEST_CHUNK);

if (later.length < 5) {
  failed = true;
  console.log("web: screens are not chunks of their own any more");
}
process.exit(failed ? 1 : 0);
