import { useState } from "react";
import { DataTable } from "@/components/charts/DataTable";
import { polyline, steps } from "@/components/charts/lines";
import { daysBetween, named, today } from "@/features/schedule/days";
import { burndownOf, dayAt } from "./chart";
import classes from "./charts.module.css";
import { messages } from "./messages";
import type { Burndown, Sprint, Unit } from "./queries";
import page from "./sprints.module.css";

const WIDTH = 560;
const HEIGHT = 260;
const LEFT = 34;
const TOP = 12;
const BOTTOM = 26;
const RIGHT = 10;

interface Props {
  burndown: Burndown;
  sprint: Sprint;
  unit: Unit;
}

/** What is left, evening by evening, beside an even pace; the same as a table below. */
export function BurndownChart({ burndown, sprint, unit }: Props) {
  const [pointed, setPointed] = useState<number | null>(null);
  const chart = burndownOf(burndown, sprint, unit);
  if (!chart) return <p className={page.faint}>{messages.notStarted}</p>;
  const most = chart.ticks.at(-1) ?? 1;
  const x = (at: number) => LEFT + (at / chart.days) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const placed = (points: typeof chart.remaining) =>
    points.map(({ at, value }) => ({ x: x(at), y: y(value) }));
  const remaining = placed(chart.remaining);
  const last = remaining.at(-1);
  const first = remaining[0];
  const now = daysBetween(chart.first, today()) + 0.5;
  const isNow = sprint.state === "active" && now > 0 && now < chart.days;
  const every = Math.ceil(chart.days / 7);
  const amount = unit === "points" ? messages.points : messages.tasks;
  const point = pointed === null ? chart.remaining.at(-1) : chart.remaining[pointed];
  const scope = pointed === null ? chart.scope.at(-1) : chart.scope[pointed];
  const label = point && `${day(chart, point.at)}: ${amount(point.value)}`;
  return (
    <>
      <p className={classes.readout}>
        <span className={classes.legend} data-line="remaining">
          {messages.remaining} <b>{point?.value ?? "–"}</b>
        </span>
        <span className={classes.legend} data-line="scope">
          {messages.scope} <b>{scope?.value ?? "–"}</b>
        </span>
        <span className={classes.legend} data-line="ideal">
          {messages.ideal}
        </span>
        <span className={page.faint}>{point && day(chart, point.at)}</span>
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes.chart}
        role="img"
        aria-label={`${messages.burndown}. ${messages.burndownText(amount(burndown.committed[unit]))}. ${messages.remaining}, ${label ?? ""}`}
        onPointerLeave={() => setPointed(null)}
      >
        {chart.ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className={classes.rule} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {Array.from({ length: chart.days }, (_, index) => index).map(
          (index) =>
            index % every === 0 && (
              <text key={index} x={(x(index) + x(index + 1)) / 2} y={HEIGHT - 8} textAnchor="middle">
                {named(dayAt(chart, index + 1), { day: "numeric", month: "short" })}
              </text>
            ),
        )}
        {isNow && <line x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} className={classes.nowLine} />}
        {first && last && (
          <path d={`${polyline(remaining)}L${last.x} ${y(0)}L${first.x} ${y(0)}Z`} className={classes.area} />
        )}
        <path d={polyline(placed(chart.ideal))} className={classes.idealLine} />
        <path d={steps(placed(chart.scope))} className={classes.scopeLine} />
        <path d={polyline(remaining)} className={classes.remainingLine} />
        {chart.remaining.map(({ at, value }, index) => (
          <g key={at}>
            <circle cx={x(at)} cy={y(value)} r={pointed === index ? 5 : 3} className={classes.dot} />
            <rect
              x={x(at) - (x(1) - x(0)) / 2}
              y={TOP}
              width={x(1) - x(0)}
              height={HEIGHT - TOP - BOTTOM}
              fill="transparent"
              onPointerEnter={() => setPointed(index)}
            />
          </g>
        ))}
      </svg>
      <DataTable
        caption={messages.burndown}
        head={[
          messages.day,
          messages.remaining,
          messages.done,
          messages.scope,
          messages.added,
          messages.removedColumn,
        ]}
        rows={burndown.days.map((one) => [
          named(one.date, { weekday: "short", day: "numeric", month: "short" }),
          one.remaining[unit],
          one.done[unit],
          one.scope[unit],
          one.added[unit],
          one.removed[unit],
        ])}
      />
    </>
  );
}

function day(chart: NonNullable<ReturnType<typeof burndownOf>>, at: number): string {
  return named(dayAt(chart, at), { weekday: "short", day: "numeric", month: "short" });
}
