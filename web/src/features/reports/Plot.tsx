import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { ticksTo } from "@/components/charts/scale";
import { messages } from "./messages";
import classes from "./Plot.module.css";
import { type Tone, toned } from "./tones";

const HEIGHT = 220;
const TOP = 10;
const BOTTOM = 24;
const LEFT = 38;
const LABEL = 62;

export interface Column {
  key: string;
  /** On the axis. */
  short: string;
  /** In full, when it is pointed at. */
  name: string;
}

interface Figure {
  /** Where names may be the same, as those of people. */
  id?: string;
  name: string;
  value: string;
  tone?: Tone;
}

/** Where things are drawn: the middle and the width of a column, and the height of a value. */
export interface Place {
  x: (index: number) => number;
  slot: number;
  y: (value: number) => number;
}

interface Props {
  label: string;
  columns: readonly Column[];
  most: number;
  tick?: (value: number) => string;
  figures: (index: number) => readonly Figure[];
  children: (place: Place) => ReactNode;
}

/** The frame of a chart: axes, and what a column says when it is pointed at or reached by the arrow keys. */
export function Plot({ label, columns, most, tick = String, figures, children }: Props) {
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const last = columns.length - 1;
  const index = pointed === null ? null : Math.min(pointed, last);
  const ticks = ticksTo(most);
  const top = ticks.at(-1) ?? 1;
  const slot = Math.max(0, width - LEFT - 4) / Math.max(1, columns.length);
  const place: Place = {
    slot,
    x: (at) => LEFT + slot * (at + 0.5),
    y: (value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM),
  };
  const every = Math.max(1, Math.ceil(LABEL / Math.max(slot, 1)));
  const shown = index === null ? null : columns[index];
  const said = figures(index ?? last);
  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor((event.clientX - box.left - LEFT) / slot);
    setPointed(at < 0 || at > last ? null : at);
  };
  const go = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: (index ?? columns.length) - 1,
      ArrowRight: (index ?? -1) + 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") setPointed(null);
    if (to === undefined) return;
    event.preventDefault();
    setPointed(Math.max(0, Math.min(last, to)));
  };
  return (
    <div
      ref={ref}
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={`${label}. ${messages.useArrows}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={index ?? Math.max(0, last)}
      aria-valuetext={inWords((shown ?? columns[last])?.name ?? "", said)}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setPointed(null)}
      onBlur={() => setPointed(null)}
      onKeyDown={go}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        {index !== null && (
          <rect
            x={place.x(index) - slot / 2}
            y={TOP}
            width={slot}
            height={HEIGHT - TOP - BOTTOM}
            className={classes.pointed}
          />
        )}
        {ticks.map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width} y1={place.y(value)} y2={place.y(value)} className={classes.rule} />
            <text x={LEFT - 8} y={place.y(value) + 4} textAnchor="end">
              {tick(value)}
            </text>
          </g>
        ))}
        {columns.map(
          (column, at) =>
            (last - at) % every === 0 && (
              <text key={column.key} x={Math.min(place.x(at), width - 18)} y={HEIGHT - 6} textAnchor="middle">
                {column.short}
              </text>
            ),
        )}
        {width > 0 && children(place)}
      </svg>
      {shown && index !== null && (
        <div
          className={classes.tip}
          data-side={index > last / 2 ? "left" : "right"}
          style={{ left: place.x(index) }}
        >
          <b>{shown.name}</b>
          {said.map(({ id, name, value, tone }) => (
            <span key={id ?? name}>
              {tone && <i {...toned(tone)} className={classes.swatch} />}
              <span>{name}</span>
              <b>{value}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function inWords(name: string, figures: readonly Figure[]): string {
  return [name, ...figures.map((one) => `${one.name} ${one.value}`)].join(", ");
}

interface LegendProps {
  entries: readonly Figure[];
}

/** What the colours of a chart mean, each with its number. */
export function Legend({ entries }: LegendProps) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ id, name, value, tone }) => (
        <li key={id ?? name}>
          {tone && <i {...toned(tone)} className={classes.swatch} />}
          {name} <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}
