/** Opening a property from elsewhere: by its key, or as it is added. */
import { type RefObject, useEffect, useRef } from "react";
import { isTyping } from "@/features/palette/hotkeys";
import { taskProperties } from "../registry";

const FRAMES = 30;

/** Open it once it is on the screen: a click on its button, or the focus in its field. */
export function openProperty(find: () => Element | null | undefined, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const control = find()?.querySelector<HTMLElement>("button:not(:disabled), input, textarea");
    if (!control) {
      if (frames > 0) openProperty(find, frames - 1);
      return;
    }
    control.scrollIntoView({ block: "nearest" });
    control.focus();
    if (control instanceof HTMLButtonElement) control.click();
  });
}

/** The keys of properties, while the focus is in the task or nowhere. */
export function usePropertyKeys(
  list: RefObject<HTMLElement | null>,
  open: (id: string) => void,
  isEnabled: boolean,
): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!isEnabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, defaultPrevented, repeat, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (defaultPrevented || repeat || ctrlKey || metaKey || altKey || shiftKey || isTyping(target)) return;
      if (document.querySelector("[role=dialog], [role=menu], [role=listbox]")) return;
      const isHere =
        target === document.body ||
        (target instanceof Node && list.current?.closest("aside, main")?.contains(target));
      const found = taskProperties.find((one) => one.key === key.toUpperCase());
      if (!isHere || !found) return;
      event.preventDefault();
      latest.current(found.id);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list, isEnabled]);
}
