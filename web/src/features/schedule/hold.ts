import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from "react";

const HOLD_MS = 220;
const TOLERANCE = 8;

/** Calls `begin` once what is under the pointer is held. */
export type Hold = (event: ReactPointerEvent, begin: () => void) => void;

/** When a drag begins: at once with a mouse or a pen; with a finger after a long touch, for a shorter one scrolls. */
export function useHold(): Hold {
  const isHeld = useRef(false);
  const release = useRef<(() => void) | null>(null);

  const keep = useCallback((event: Event) => {
    if (isHeld.current) event.preventDefault();
  }, []);

  useEffect(() => {
    // There before any touch: only who listened at its start can keep it from scrolling.
    window.addEventListener("touchmove", keep, { passive: false });
    window.addEventListener("contextmenu", keep);
    return () => {
      window.removeEventListener("touchmove", keep);
      window.removeEventListener("contextmenu", keep);
      release.current?.();
    };
  }, [keep]);

  return useCallback<Hold>(
    (event, begin) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      if (event.pointerType !== "touch") return begin();
      const { clientX, clientY, target } = event;
      const timer = setTimeout(() => {
        isHeld.current = true;
        navigator.vibrate?.(8);
        begin();
      }, HOLD_MS);
      const look = (at: PointerEvent) => {
        const gone = Math.hypot(at.clientX - clientX, at.clientY - clientY);
        if (!isHeld.current && gone > TOLERANCE) release.current?.();
      };
      const end = () => release.current?.();
      release.current = () => {
        clearTimeout(timer);
        isHeld.current = false;
        release.current = null;
        target.removeEventListener("touchmove", keep);
        window.removeEventListener("pointermove", look);
        window.removeEventListener("pointerup", end);
        window.removeEventListener("pointercancel", end);
      };
      // Where a bar is shown elsewhere while it is dragged, its touch goes on in what is no longer in the page.
      target.addEventListener("touchmove", keep, { passive: false });
      window.addEventListener("pointermove", look);
      window.addEventListener("pointerup", end);
      window.addEventListener("pointercancel", end);
    },
    [keep],
  );
}
