import { DataTable } from "@/components/charts/DataTable";
import { ticksTo } from "@/components/charts/scale";
import classes from "./charts.module.css";
import { messages } from "./messages";
import type { Unit, Velocity } from "./queries";
import page from "./sprints.module.css";

const WIDTH = 560;
const HEIGHT = 260;
const LEFT = 34;
const TOP = 12;
const BOTTOM = 26;
const WIDEST = 30;

/** What the latest sprints were started with and got done. */
export function VelocityChart({
  velocity: { sprints, average },
  unit,
  current,
}: {
  velocity: Velocity;
  unit: Unit;
  current: string;
}) {
  if (sprints.length === 0) return <p className={page.faint}>{messages.velocityNone}</p>;
  const amount = unit === "points" ? messages.points : messages.tasks;
  const ticks = ticksTo(Math.max(...sprints.flatMap(({ committed, done }) => [committed[unit], done[unit]])));
  const most = ticks.at(-1) ?? 1;
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const slot = (WIDTH - LEFT) / Math.max(3, sprints.length);
  const bar = Math.min(WIDEST, slot * 0.3);
  const mean = Math.round(average[unit] * 10) / 10;
  return (
    <>
      <p className={classes.readout}>
        <span className={classes.legend} data-line="committed">
          {messages.committed}
        </span>
        <span className={classes.legend} data-line="done">
          {messages.done}
        </span>
        <span className={page.faint}>{messages.velocityText(amount(mean))}</span>
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes.chart}
        role="img"
        aria-label={`${messages.velocity}. ${messages.velocityText(amount(mean))}`}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className={classes.rule} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {sprints.map(({ sprint_id, name, committed, done }, index) => {
          const middle = LEFT + slot * (index + 0.5);
          return (
            <g key={sprint_id} data-current={sprint_id === current || undefined}>
              <Bar x={middle - bar - 1} width={bar} top={y(committed[unit])} kind="committed" base={y(0)} />
              <Bar x={middle + 1} width={bar} top={y(done[unit])} kind="done" base={y(0)} />
              <text x={middle} y={HEIGHT - 8} textAnchor="middle">
                {name.length > 12 ? `${name.slice(0, 11)}…` : name}
              </text>
              <text
                x={middle + 1 + bar / 2}
                y={y(done[unit]) - 5}
                textAnchor="middle"
                className={classes.value}
              >
                {done[unit]}
              </text>
            </g>
          );
        })}
        <line x1={LEFT} x2={WIDTH} y1={y(mean)} y2={y(mean)} className={classes.idealLine} />
      </svg>
      <DataTable
        caption={messages.velocity}
        head={[messages.sprint, messages.committed, messages.done]}
        rows={sprints.map(({ name, committed, done }) => [name, committed[unit], done[unit]])}
      />
    </>
  );
}

interface BarProps {
  x: number;
  width: number;
  top: number;
  base: number;
  kind: "committed" | "done";
}

function Bar({ x, width, top, base, kind }: BarProps) {
  const height = Math.max(1, base - top);
  return <rect x={x} y={base - height} width={width} height={height} rx="3" className={classes[kind]} />;
}
