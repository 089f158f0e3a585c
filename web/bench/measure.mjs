// Is the app as quick as we promise? Against a running platform with a project of 10,000 tasks: `make bench-web`
// makes both. Prints each figure beside its budget, and fails when one is broken.

import { cpus, loadavg } from "node:os";
import { launch, open, scrolled, untilPainted, untilThere } from "./browser.mjs";

const FRAME = 1000 / 60;
const SCROLLS = 3;
const load = () => loadavg()[0]?.toFixed(1);
const ROUNDS = 5;
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

/** The median of a few rounds, each in a page of its own with an empty cache; how they spread, beside it. */
async function rounds(what, budget, account, measure) {
  const found = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await open(browser, account);
    found.push(await measure(page));
    await page.context().close();
  }
  const [total, waited] = ["total", "waited"].map((part) => median(found.map((one) => one[part])));
  tell(what, total, budget);
  const each = found.map((one) => one.total.toFixed(0)).join(", ");
  console.log(`    ${account ? `of which the API took ${waited.toFixed(0)} ms; ` : ""}rounds: ${each}; load ${load()}`);
}

/** Of how many frames that were due there was none. */
const missedOf = (frames) => frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / FRAME) - 1), 0);
const missedShare = (frames) => (100 * missedOf(frames)) / (frames.length + missedOf(frames));

/** The middle one of a few scrolls by what it missed: one alone tells as much of the machine as of the app. */
async function scrolls(what, address, scroller, rows) {
  const found = [];
  for (let round = 0; round < SCROLLS; round += 1) {
    const page = await open(browser, ground);
    await untilPainted(page, address, rows);
    found.push(await scrolled(page, scroller, rows, 18_000));
    await page.context().close();
  }
  found.sort((one, other) => missedShare(one.frames) - missedShare(other.frames));
  tellFrames(what, found[Math.floor(found.length / 2)]);
  const each = found.map(({ frames }) => `${missedShare(frames).toFixed(1)} %`).join(", ");
  console.log(`    missed in each scroll: ${each}; load ${load()}`);
  const most = Math.max(...found.map((one) => one.most));
  tell(`${what}: rows in the page`, most, 300, "");
}

function tellFrames(what, { frames, top }) {
  tell(`${what}: a frame, in the middle`, median(frames), 17.5);
  tell(`${what}: a frame, 95th of 100`, quantile(frames, 0.95), 34);
  const missed = missedOf(frames);
  tell(`${what}: frames missed of ${frames.length + missed}`, missedShare(frames), 5, "%");
  if (top < 5000) {
    broken += 1;
    console.log(`  ${what}: it did not scroll (${top} px)   BROKEN`);
  }
}

const browser = await launch();
try {
  console.log(`${ground.tasks.toLocaleString("en")} tasks, ${cpus().length} processors, load ${load()}`);
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

  await scrolls("board, scrolled", `${project}/board`, "[data-scroller]", CARD);
  await scrolls("list, scrolled", `${project}/list`, "[data-list-scroller]", LINE);
  console.log(`load ${load()} at the end`);
} finally {
  await browser.close();
}
if (broken > 0) {
  console.log(`web: ${broken} broken ${broken === 1 ? "budget" : "budgets"}`);
  process.exitCode = 1;
}
