/** Whether the app is open in another tab: each holds a lock, together with all others. */
const TAB = "onetick.tab";

/** This tab can be asked for its access token from now on. */
export function beThere(): void {
  void globalThis.navigator?.locks?.request(TAB, { mode: "shared" }, () => new Promise(() => undefined));
}

/** Whether there may be another tab to ask; a browser without locks cannot say. */
export async function mayBeOthers(): Promise<boolean> {
  if (!navigator.locks) return true;
  const { held } = await navigator.locks.query();
  return held?.some(({ name }) => name === TAB) ?? false;
}
