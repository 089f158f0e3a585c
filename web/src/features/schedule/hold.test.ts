import { renderHook } from "@testing-library/react";
import type { PointerEvent as ReactPointerEvent } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useHold } from "./hold";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function press(pointerType: string) {
  const begin = vi.fn();
  const { result, unmount } = renderHook(() => useHold());
  const target = document.createElement("span");
  const event = {
    button: 0,
    pointerType,
    target,
    clientX: 100,
    clientY: 100,
    stopPropagation: () => undefined,
  };
  result.current(event as unknown as ReactPointerEvent, begin);
  return { begin, unmount };
}

function pointer(kind: string, clientX = 100): void {
  window.dispatchEvent(Object.assign(new Event(kind), { clientX, clientY: 100 }));
}

/** Whether a touch that moves now scrolls the page. */
function scrolls(): boolean {
  return window.dispatchEvent(new Event("touchmove", { cancelable: true }));
}

it("begins at once with a mouse", () => {
  expect(press("mouse").begin).toHaveBeenCalledOnce();
});

it("begins after a long touch, which scrolls nothing until it ends", () => {
  const { begin } = press("touch");
  expect(begin).not.toHaveBeenCalled();
  expect(scrolls()).toBe(true);
  vi.advanceTimersByTime(300);
  expect(begin).toHaveBeenCalledOnce();
  pointer("pointermove", 180);
  expect(scrolls()).toBe(false);
  pointer("pointerup");
  expect(scrolls()).toBe(true);
});

it("does not begin when the finger scrolls, is lifted, or the screen is left", () => {
  for (const end of [
    () => pointer("pointermove", 120),
    () => pointer("pointerup"),
    () => pointer("pointercancel"),
  ]) {
    const { begin } = press("touch");
    end();
    vi.advanceTimersByTime(300);
    expect(begin).not.toHaveBeenCalled();
  }
  const { begin, unmount } = press("touch");
  unmount();
  vi.advanceTimersByTime(300);
  expect(begin).not.toHaveBeenCalled();
});
