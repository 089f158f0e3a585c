/** Which part of the timeline is looked at, in steps, so that scrolling draws anew only now and then. */
import { type RefObject, useEffect, useState } from "react";
import { ROW } from "./rows";

export interface View {
  left: number;
  top: number;
  width: number;
  height: number;
}

const STEP_X = 240;
const STEP_Y = ROW * 4;

export function useView(scroller: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ left: 0, top: 0, width: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const next = {
        left: Math.floor(element.scrollLeft / STEP_X) * STEP_X,
        top: Math.floor(element.scrollTop / STEP_Y) * STEP_Y,
        width: element.clientWidth,
        height: element.clientHeight,
      };
      setView((now) =>
        now.left === next.left &&
        now.top === next.top &&
        now.width === next.width &&
        now.height === next.height
          ? now
          : next,
      );
    };
    const ask = () => {
      frame ||= requestAnimationFrame(look);
    };
    const sizes = new ResizeObserver(ask);
    sizes.observe(element);
    element.addEventListener("scroll", ask, { passive: true });
    look();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      element.removeEventListener("scroll", ask);
    };
  }, [scroller]);
  return view;
}

/** What is drawn: what is looked at, and a step around it. */
export function drawn({ left, width }: View): { from: number; to: number } {
  return { from: left - STEP_X, to: left + width + 2 * STEP_X };
}
