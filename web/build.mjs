// Puts the web app together in dist/: the static pages, and the API reference with its viewer.
// Every asset gets the hash of its content in its name, so that browsers may keep it for ever.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "static");
const dist = join(here, "dist");
const viewer = join(here, "node_modules", "swagger-ui-dist");

rmSync(dist, { recursive: true, force: true });
cpSync(source, dist, { recursive: true });
for (const name of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
  cpSync(join(viewer, name), join(dist, "docs", name));
}

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

const renamed = new Map();
for (const path of files(dist).filter((path) => [".js", ".css", ".svg"].includes(extname(path)))) {
  const content = readFileSync(path);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(path);
  const target = join(dist, "assets", `${relative(dist, path).slice(0, -extension.length).replaceAll("/", "-")}.${hash}${extension}`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  rmSync(path);
  renamed.set(`/${relative(dist, path)}`, `/${relative(dist, target)}`);
}
for (const path of files(dist).filter((path) => extname(path) === ".html")) {
  let text = readFileSync(path, "utf8");
  for (const [from, to] of renamed) text = text.replaceAll(`"${from}"`, `"${to}"`);
  writeFileSync(path, text);
}
console.log(`web: ${files(dist).length} files in dist/`);
