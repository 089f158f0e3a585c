/** Going from bar to bar with the arrow keys. */
import { ROW } from "./rows";

const HEAD = 46;

/** The focus goes to the next task up or down, which is scrolled to first. */
export function focusLine(
  within: HTMLElement | null,
  lines: readonly { kind: string; id: string }[],
  id: string,
  step: 1 | -1,
): void {
  const tasks = lines.filter(({ kind }) => kind === "task");
  const next = tasks[tasks.findIndex((line) => line.id === id) + step];
  if (!within || !next) return;
  const index = lines.indexOf(next);
  const top = index * ROW;
  if (top < within.scrollTop) within.scrollTop = top;
  if (top + ROW > within.scrollTop + within.clientHeight - HEAD) {
    within.scrollTop = top + 2 * ROW + HEAD - within.clientHeight;
  }
  const look = (frames: number) => {
    const bar = within.querySelector<HTMLElement>(`[data-task="${next.id}"] [data-open]`);
    if (bar) bar.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  look(12);
}
