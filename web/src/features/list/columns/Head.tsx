import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { Column } from "@/features/views/filter";
import listClasses from "../list.module.css";
import { messages as list } from "../messages";
import { NARROWEST, WIDEST, widened } from "./columns";
import classes from "./columns.module.css";
import { messages } from "./messages";

const STEP = 10;

interface Props {
  columns: readonly Column[];
  name: (id: string) => string;
  onChange: (columns: Column[]) => void;
}

/** The names of the columns, with an edge at each by which it is made wider: dragged, or with the arrow keys. */
export function Head({ columns, name, onChange }: Props) {
  return (
    <div className={listClasses.head}>
      <span />
      <span aria-hidden>{list.title}</span>
      {columns.map((column) => (
        <span key={column.id} className={classes.name}>
          <span aria-hidden>{name(column.id)}</span>
          <Edge
            column={column}
            label={messages.width(name(column.id))}
            onWidth={(width) => onChange(widened(columns, column.id, width))}
          />
        </span>
      ))}
    </div>
  );
}

interface EdgeProps {
  column: Column;
  label: string;
  onWidth: (width: number) => void;
}

function Edge({ column: { width }, label, onWidth }: EdgeProps) {
  const began = useRef<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    began.current = { x: event.clientX, width };
  };
  const onPointerMove = ({ clientX }: PointerEvent) => {
    if (began.current) onWidth(began.current.width + began.current.x - clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onWidth(width + by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      className={classes.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        began.current = null;
      }}
      onPointerCancel={() => {
        began.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
