// The last step of a build: the API reference with its viewer beside the app, and the hash of its content in the
// name of every script and style outside Vite's hands, so that browsers may keep all of them for ever.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
const viewer = join(web, "node_modules", "swagger-ui-dist");

cpSync(join(web, "reference"), join(dist, "docs"), { recursive: true });
for (const name of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
  cpSync(join(viewer, name), join(dist, "docs", name));
}

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

const built = join(dist, "assets");
const loose = files(dist).filter(
  (path) => !path.startsWith(built) && [".js", ".css", ".svg"].includes(extname(path)),
);
const renamed = new Map();
for (const path of loose) {
  const content = readFileSync(path);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(path);
  const name = relative(dist, path).slice(0, -extension.length).replaceAll("/", "-");
  const target = join(built, `${name}.${hash}${extension}`);
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
