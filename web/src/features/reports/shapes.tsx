/** What is drawn in a plot: bars beside or on each other, and areas on each other. */
import { polyline } from "@/components/charts/lines";
import type { Place } from "./Plot";
import classes from "./Plot.module.css";
import { numberOf as of, type Row } from "./queries";
import { type Tone, toned } from "./tones";

export interface Layer {
  key: string;
  tone: Tone;
}

interface Props {
  rows: readonly Row[];
  layers: readonly Layer[];
  place: Place;
}

const WIDEST = 34;
const GAP = 2;

/** Bars of each layer side by side in every column. */
export function BarsBeside({ rows, layers, place }: Props) {
  const all = Math.min(WIDEST * layers.length, place.slot * 0.72);
  const width = Math.max(1, all / layers.length - (all > 24 ? GAP : 0));
  return rows.map((row, index) =>
    layers.map(({ key, tone }, layer) => {
      const value = of(row, key);
      const x = place.x(index) - all / 2 + (all / layers.length) * layer;
      return (
        value > 0 && (
          <Bar key={`${row.key} ${key}`} x={x} width={width} from={0} to={value} tone={tone} place={place} />
        )
      );
    }),
  );
}

/** The layers of each column on top of each other. */
export function BarsOnTop({ rows, layers, place }: Props) {
  const width = Math.max(1, Math.min(WIDEST, place.slot * 0.72));
  return rows.map((row, index) => {
    let sum = 0;
    return layers.map(({ key, tone }) => {
      const from = sum;
      sum += of(row, key);
      const x = place.x(index) - width / 2;
      return (
        sum > from && (
          <Bar key={`${row.key} ${key}`} x={x} width={width} from={from} to={sum} tone={tone} place={place} />
        )
      );
    });
  });
}

/** The layers as bands on top of each other, from column to column. */
export function Areas({ rows, layers, place }: Props) {
  const sums = rows.map(() => 0);
  const spots = () => sums.map((sum, index) => ({ x: place.x(index), y: place.y(sum) }));
  return layers.map(({ key, tone }) => {
    const below = spots();
    rows.forEach((row, index) => {
      sums[index] = (sums[index] ?? 0) + of(row, key);
    });
    const above = spots();
    return (
      <g key={key}>
        <path d={`${polyline([...above, ...below.reverse()])}Z`} className={classes.shape} {...toned(tone)} />
        <path d={polyline(above)} className={classes.edge} />
      </g>
    );
  });
}

/** A place on the axis of columns, with a word. */
export function Mark({ place, index, word }: { place: Place; index: number; word: string }) {
  const x = place.x(index) + place.slot / 2;
  const bottom = place.y(0);
  return (
    <g>
      <line x1={x} x2={x} y1={18} y2={bottom} className={classes.mark} />
      <text x={x} y={12} textAnchor="middle">
        {word}
      </text>
    </g>
  );
}

interface BarProps {
  x: number;
  width: number;
  from: number;
  to: number;
  tone: Tone;
  place: Place;
}

function Bar({ x, width, from, to, tone, place }: BarProps) {
  const y = place.y(to);
  const height = Math.max(1, place.y(from) - y);
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={Math.min(3, width / 2, height)}
      className={classes.shape}
      {...toned(tone)}
    />
  );
}
