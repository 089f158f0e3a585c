/**
 * Changes that show before the service has answered. Changes of one thing go out one after the other, so that
 * each is made to the version the one before led to.
 */
const queues = new Map<string, Promise<unknown>>();
let underWay = 0;
let generation = 0;

/** Do the work when all before it on the same thing is done. */
export function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  underWay += 1;
  generation += 1;
  const before = queues.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  queues.set(id, mine);
  return mine.finally(() => {
    underWay -= 1;
    generation += 1;
    if (queues.get(id) === mine) queues.delete(id);
  });
}

/**
 * An answer that was on its way while something was changed may be from before: then what is on the screen
 * stays, and the next reading tells.
 */
export async function steady<T>(read: () => Promise<T>, current: () => T | undefined): Promise<T> {
  const began = generation;
  const answer = await read();
  if (underWay === 0 && generation === began) return answer;
  return current() ?? answer;
}
