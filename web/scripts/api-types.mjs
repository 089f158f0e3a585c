// The types of the API, from our own OpenAPI document. Written only when the document changed.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../layers/onetick/python/onetick/system/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));

const source = readFileSync(document);
const made = createHash("sha256")
  .update(source)
  .update(readFileSync(fileURLToPath(import.meta.url)));
const stamp = `// From the OpenAPI document (${made.digest("hex").slice(0, 16)}). Do not edit: npm run api.\n`;
if (!existsSync(target) || !readFileSync(target, "utf8").startsWith(stamp)) {
  const tree = await openapiTS(JSON.parse(source.toString()), {
    alphabetize: true,
    defaultNonNullable: false,
  });
  writeFileSync(target, stamp + astToString(tree));
}
