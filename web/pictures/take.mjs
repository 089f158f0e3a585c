// The pictures in the README and the documentation: the app as it is, with the demo data, in both themes.
// `make pictures` starts a platform and says who signs in.

import { writeFile } from "node:fs/promises";
import { launch, open } from "../bench/browser.mjs";

const person = JSON.parse(process.env.ONETICK_GROUND ?? "null");
if (!person) throw new Error("ONETICK_GROUND says who signs in: run `make pictures`");
const folder = process.env.PICTURES;
const home = `/w/${person.workspace_id}`;
const project = `${home}/p/${person.project_id}`;

const pictures = [
  { name: "board", at: `${project}/board`, wait: "[data-task]" },
  { name: "list", at: `${project}/list?group=assignee`, wait: "[data-index]" },
  { name: "timeline", at: `${project}/timeline`, wait: "main svg" },
  { name: "calendar", at: `${project}/calendar`, wait: "main" },
  { name: "task", at: `${project}/board?task=LAUNCH-2`, wait: "aside" },
  { name: "home", at: home, wait: "main li" },
];

const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  const page = await open(browser, person);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: 1360, height: 800 });
  const protocol = await page.context().newCDPSession(page);
  for (const { name, at, wait } of pictures) {
    await page.goto(at);
    await page.waitForSelector(wait);
    await page.waitForLoadState("networkidle");
    // Nothing is half faded in.
    await page.waitForTimeout(600);
    const { data } = await protocol.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    await writeFile(`${folder}/${name}-${colorScheme}.webp`, Buffer.from(data, "base64"));
  }
  await page.context().close();
}
await browser.close();
