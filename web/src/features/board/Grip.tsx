import { useDraggable } from "@dnd-kit/core";
import { type MouseEvent, type ReactNode, type TouchEvent, useRef } from "react";
import classes from "./board.module.css";

/** One handle for all cards: whichever is under the mouse or the finger is what is dragged. */
export function Grip({ mayDrag, children }: { mayDrag: boolean; children: ReactNode }) {
  const data = useRef<{ card?: HTMLElement }>({}).current;
  const { setNodeRef, listeners } = useDraggable({ id: "card", data, disabled: !mayDrag });
  const take = (name: "onMouseDown" | "onTouchStart") => (event: MouseEvent | TouchEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-task]");
    if (!card) return;
    data.card = card;
    setNodeRef(card);
    listeners?.[name]?.(event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are moved by keys and by the menu, too
    <div className={classes.grip} onMouseDown={take("onMouseDown")} onTouchStart={take("onTouchStart")}>
      {children}
    </div>
  );
}
