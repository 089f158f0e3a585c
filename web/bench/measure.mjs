// Is the app as quick as we promise? Against a running platform with a project of 10,000 tasks: `make bench-web`
// makes both. Prints each figure beside its budget, and fails when one is broken.

import { cpus, loadavg } from "node:os";
import { launch, open, scrolled, untilPainted, untilThere } from "./browser.mjs";

const FRAME = 1000 / 60;
const ROUNDS = 3;
const ground = JSON.parse(process.env.ONETICK_GROUND ?? "null");
if (!ground) throw new Error("ONETICK_GROUND says who signs in and where: run `make bench-web`");

const home = `/w/${ground.workspace_id}`;
const project = `${home}/p/${ground.project_id}`;
const toProject = `a[href="${project}"]`;
const CARD = "[data-task]";
const LINE = "[data-index]";

let broken = 0;

function tell(what, value, budget, unit = "ms") {
  const isBroken = value > budget;
  broken += isBroken ? 1 : 0;
  const shown = `${value.toFixed(unit ? 1 : 0)} ${unit}`.padStart(12);
  console.log(`  ${what.padEnd(46)}${shown}   of ${budget} ${unit}${isBroken ? "   BROKEN" : ""}`);
}

const sorted = (values) => [...values].sort((one, other) => one - other);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const median = (values) => quantile(values, 0.5);

/** The median of a few rounds, each in a page of its own with an empty cache. */
async function rounds(what, budget, account, measure) {
  const found = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await open(browser, account);
    found.push(await measure(page));
    await page.context().close();
  }
  const [total, waited] = ["total", "waited"].map((part) => median(found.map((one) => one[part])));
  tell(what, total, budget);
  if (account) console.log(`    of which the API took ${waited.toFixed(0)} ms`);
}

function tellFrames(what, { frames, most, top }) {
  tell(`${what}: a frame, in the middle`, median(frames), 17.5);
  tell(`${what}: a frame, 95th of 100`, quantile(frames, 0.95), 34);
  const missed = frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / FRAME) - 1), 0);
  tell(`${what}: frames missed of ${frames.length + missed}`, (100 * missed) / (frames.length + missed), 5, "%");
  tell(`${what}: rows in the page`, most, 300, "");
  if (top < 5000) {
    broken += 1;
    console.log(`  ${what}: it did not scroll (${top} px)   BROKEN`);
  }
}

const browser = await launch();
try {
  console.log(`${ground.tasks.toLocaleString("en")} tasks, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`);
  await rounds("sign-in: first useful paint", 1500, null, (page) =>
    untilPainted(page, "/sign-in", "input[type=email]"),
  );
  await rounds("home: first useful paint", 1500, ground, (page) => untilPainted(page, home, "main li"));
  await rounds("board: first useful paint, from its address", 1500, ground, (page) =>
    untilPainted(page, `${project}/board`, CARD),
  );
  for (const [view, rows, least] of [
    ["board", CARD, 20],
    ["list", LINE, 15],
  ]) {
    await rounds(`${view}: usable after a click`, 1000, ground, async (page) => {
      await page.addInitScript((last) => localStorage.setItem("onetick.last-view", last), view);
      await untilPainted(page, home, toProject);
      return untilThere(page, toProject, rows, least);
    });
  }

  const page = await open(browser, ground);
  await untilPainted(page, `${project}/board`, CARD);
  tellFrames("board, scrolled", await scrolled(page, "[data-scroller]", CARD, 18_000));
  await untilPainted(page, `${project}/list`, LINE);
  tellFrames("list, scrolled", await scrolled(page, "[data-list-scroller]", LINE, 18_000));
  console.log(`load ${loadavg()[0]?.toFixed(1)} at the end`);
} finally {
  await browser.close();
}
if (broken > 0) {
  console.log(`web: ${broken} broken ${broken === 1 ? "budget" : "budgets"}`);
  process.exitCode = 1;
}
