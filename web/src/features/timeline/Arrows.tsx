import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { IconClose } from "@/components/icons";
import type { TaskRow } from "@/features/tasks/queries";
import { arrowPath, contradicts, type Kind } from "./arrows";
import classes from "./arrows.module.css";
import { barBox } from "./boxes";
import type { Dragged } from "./dragging";
import { messages } from "./messages";
import type { Place } from "./places";
import { ROW } from "./rows";
import type { Scale } from "./scale";

interface Props {
  places: ReadonlyMap<string, Place>;
  scale: Scale;
  width: number;
  height: number;
  /** Which lines are drawn. */
  lines: readonly [number, number];
  violated: ReadonlySet<string>;
  critical: ReadonlySet<string> | null;
  /** Tasks whose dates are under way: what contradicts them is known here first. */
  moving: ReadonlySet<string>;
  mayEdit: boolean;
  onUnlink: (task: TaskRow, other: TaskRow) => void;
}

interface Arrow {
  id: string;
  task: TaskRow;
  other: TaskRow;
  path: string;
  x: number;
  y: number;
  tone: "bad" | "critical" | undefined;
}

/** Which task waits for which. A click on an arrow offers to take it away; in the drawer keys do. */
export function Arrows(props: Props) {
  const { width, height, mayEdit, onUnlink } = props;
  const [selected, setSelected] = useState<string | null>(null);
  const arrows = arrowsOf(props);
  const chosen = arrows.find(({ id }) => id === selected);
  return (
    <>
      <svg className={classes.arrows} width={width} height={height} aria-hidden>
        {arrows.map(({ id, path, tone }) => (
          <g key={id} data-tone={tone} data-selected={id === selected || undefined} data-arrow={id}>
            <path d={path} className={classes.arrow} />
            {mayEdit && <path d={path} className={classes.arrowHit} onPointerDown={() => setSelected(id)} />}
          </g>
        ))}
      </svg>
      {chosen && (
        <section
          className={classes.arrowMenu}
          style={{ transform: `translate(${chosen.x}px, ${chosen.y + 8}px)` }}
          aria-label={messages.dependency(chosen.task.key, chosen.other.key)}
        >
          <span>{messages.dependency(chosen.task.key, chosen.other.key)}</span>
          {chosen.tone === "bad" && <em>{messages.violated}</em>}
          <Button
            size="compact-xs"
            variant="light"
            color="red"
            onClick={() => {
              setSelected(null);
              onUnlink(chosen.task, chosen.other);
            }}
          >
            {messages.unlink}
          </Button>
          <ActionIcon size="xs" aria-label={messages.close} onClick={() => setSelected(null)}>
            <IconClose size={12} />
          </ActionIcon>
        </section>
      )}
    </>
  );
}

function arrowsOf({ places, scale, lines: [first, last], violated, critical, moving }: Props): Arrow[] {
  const arrows: Arrow[] = [];
  for (const { task, span, line } of places.values()) {
    for (const { id: otherId, type, lag_days } of task.dependencies.blocked_by) {
      const other = places.get(otherId);
      if (!other) continue;
      const isSeen = Math.max(line, other.line) >= first && Math.min(line, other.line) < last;
      if (!isSeen) continue;
      const id = `${task.id} ${otherId}`;
      const from = barBox(scale, other.task, other.span, other.line);
      const to = barBox(scale, task, span, line);
      const isOver = task.completed_at !== null || other.task.completed_at !== null;
      const isBad =
        !isOver &&
        (moving.has(task.id) || moving.has(otherId)
          ? contradicts(type as Kind, lag_days, other.span, span)
          : violated.has(id));
      const isCritical = critical?.has(task.id) && critical.has(otherId);
      arrows.push({
        id,
        task,
        other: other.task,
        path: arrowPath(type as Kind, from, to, ROW),
        x: (from.right + to.left) / 2,
        y: (from.y + to.y) / 2,
        tone: isBad ? "bad" : isCritical ? "critical" : undefined,
      });
    }
  }
  return arrows;
}

/** The line that follows the pointer while two tasks are linked. */
export function LinkLine({
  dragged,
  from,
  scale,
}: {
  dragged: Dragged;
  from: Place | undefined;
  scale: Scale;
}) {
  if (!from) return null;
  const box = barBox(scale, from.task, from.span, from.line);
  return (
    <svg className={classes.linking} aria-hidden>
      <path d={`M${box.right} ${box.y}L${dragged.x} ${dragged.y}`} />
      <circle cx={dragged.x} cy={dragged.y} r="4" />
    </svg>
  );
}
