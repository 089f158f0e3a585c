// How much a first visit loads, compressed, against its budget; and that screens are chunks of their own.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const KB = 1024;
const BUDGETS = { script: 200 * KB, style: 60 * KB };
const LARGEST_CHUNK = 120 * KB;

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const size = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const page = readFileSync(join(dist, "index.html"), "utf8");
const named = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path.slice(1));

const initial = {
  script: [...named(/<script[^>]* src="([^"]+)"/g), ...named(/rel="modulepreload"[^>]* href="([^"]+)"/g)],
  style: named(/rel="stylesheet"[^>]* href="([^"]+)"/g),
};
let failed = false;
for (const [kind, budget] of Object.entries(BUDGETS)) {
  const total = initial[kind].reduce((sum, path) => sum + size(path), 0);
  const isOver = total > budget;
  failed ||= isOver;
  console.log(
    `web: initial ${kind} ${(total / KB).toFixed(1)} KB of ${budget / KB} KB, compressed${isOver ? ": over the budget" : ""}`,
  );
}
const later = readdirSync(join(dist, "assets"))
  .filter((name) => name.endsWith(".js") && !name.startsWith("docs-"))
  .map((name) => `assets/${name}`)
  .filter((path) => !initial.script.includes(path));
for (const path of later.filter((one) => size(one) > LARGEST_CHUNK)) {
  failed = true;
  console.log(
    `web: ${path} is ${(size(path) / KB).toFixed(1)} KB, and a chunk has at most ${LARGEST_CHUNK / KB} KB`,
  );
}
if (later.length < 5) {
  failed = true;
  console.log("web: screens are not chunks of their own any more");
}
process.exit(failed ? 1 : 0);
