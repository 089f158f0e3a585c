// What the measurements share: a Chromium, somebody signed in, and a clock that runs inside the page.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const url = process.env.ONETICK_URL ?? "http://127.0.0.1:8000";

export function launch() {
  const executablePath = process.env.CHROMIUM ?? known.find((path) => existsSync(path));
  // Containers run it as root, which Chromium's sandbox refuses.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
}

/** A page with an empty cache; with an account, it has a session as a reload finds it. */
export async function open(browser, account) {
  const origins = account ? [{ origin: url, localStorage: await session(account) }] : [];
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    storageState: { cookies: [], origins },
  });
  return context.newPage();
}

async function session({ email, password, organization_id }) {
  const response = await fetch(`${url}/v1/auth/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ grant_type: "password", email, password, organization_id }),
  });
  const tokens = await response.json();
  if (!response.ok) throw new Error(`The sign-in was refused: ${response.status} ${tokens.detail}`);
  const kept = {
    refreshToken: tokens.refresh_token,
    renewalKey: crypto.randomUUID(),
    userId: tokens.user.id,
    organizationId: organization_id,
  };
  return [{ name: "onetick.session", value: JSON.stringify(kept) }];
}

/** How many milliseconds after the start of the navigation something was painted first. */
export async function untilPainted(page, address, selector) {
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForSelector(selector);
  const total = await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
  );
  return { total, waited: await waited(page, 0) };
}

/** How much of the time since a moment the page waited for the API. */
function waited(page, since) {
  return page.evaluate((began) => {
    const calls = performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => name.includes("/v1/") && startTime >= began)
      .map(({ startTime, responseEnd }) => [startTime, responseEnd])
      .sort(([one], [other]) => one - other);
    let [sum, until] = [0, began];
    for (const [start, end] of calls) {
      sum += Math.max(0, end - Math.max(start, until));
      until = Math.max(until, end);
    }
    return sum;
  }, since);
}

/** How many milliseconds after a click inside the app there are so many of something, painted. */
export async function untilThere(page, link, selector, least) {
  const { began, ended } = await page.evaluate(
    ([from, wanted, count]) =>
      new Promise((resolve) => {
        const began = performance.now();
        document.querySelector(from).click();
        const look = () => {
          if (document.querySelectorAll(wanted).length < count) return requestAnimationFrame(look);
          // The frame after the one in which it was there has shown it, and takes input again.
          return requestAnimationFrame(() => setTimeout(() => resolve({ began, ended: performance.now() })));
        };
        look();
      }),
    [link, selector, least],
  );
  return { total: ended - began, waited: await waited(page, began) };
}

/** Scroll as a hand does, far enough that further windows are loaded; how long frames took, and what was mounted. */
export async function scrolled(page, scroller, rows, distance) {
  const box = await page.locator(scroller).first().boundingBox();
  await page.evaluate(
    ([inside, counted]) => {
      const seen = { frames: [], most: 0, top: 0, isOver: false };
      globalThis.seenInBench = seen;
      const element = document.querySelector(inside);
      let last = performance.now();
      const frame = (now) => {
        seen.frames.push(now - last);
        last = now;
        if (seen.frames.length % 6 === 0)
          seen.most = Math.max(seen.most, document.querySelectorAll(counted).length);
        if (!seen.isOver) return requestAnimationFrame(frame);
        seen.top = element.scrollTop;
      };
      requestAnimationFrame(frame);
    },
    [scroller, rows],
  );
  const protocol = await page.context().newCDPSession(page);
  for (let gone = 0; gone < distance; gone += 3000) {
    await protocol.send("Input.synthesizeScrollGesture", {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: -3000,
      speed: 2400,
      gestureSourceType: "mouse",
    });
  }
  const seen = await page.evaluate(async () => {
    globalThis.seenInBench.isOver = true;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return globalThis.seenInBench;
  });
  return { ...seen, frames: seen.frames.slice(2) };
}
