/** From keys to commands: single ones, two in a row, and with Ctrl or Cmd. */
import type { Command } from "./registry";

const SEQUENCE_MS = 900;

/** Whether somebody is typing text there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  const { tagName } = target;
  if (tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type)
  );
}

/** Remembers the first of two keys for a moment. */
export class Hotkeys {
  #first: { key: string; at: number } | null = null;

  /** The command that a key press means now, if any. */
  match(event: KeyboardEvent, known: readonly Command[], now = Date.now()): Command | null {
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      this.#first = null;
      // Without Shift: Ctrl-Shift-Z is another's.
      if (event.shiftKey) return null;
      const found = known.find(({ keys }) => keys?.length === 2 && keys[0] === "mod" && keys[1] === key);
      // In a text, Ctrl-Z belongs to the text.
      return found && isTyping(event.target) && key !== "K" ? null : (found ?? null);
    }
    if (isTyping(event.target)) return null;
    const first = this.#first && now - this.#first.at < SEQUENCE_MS ? this.#first.key : null;
    this.#first = { key, at: now };
    const pair = known.find(({ keys }) => keys?.length === 2 && keys[0] === first && keys[1] === key);
    if (pair) {
      this.#first = null;
      return pair;
    }
    return known.find(({ keys }) => keys?.length === 1 && keys[0] === key) ?? null;
  }
}
