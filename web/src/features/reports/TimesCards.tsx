import { DataTable } from "@/components/charts/DataTable";
import { Card } from "./Card";
import { Meter } from "./Meter";
import { messages } from "./messages";
import { Plot } from "./Plot";
import { numberOf, type Report } from "./queries";
import type { Range } from "./range";
import classes from "./reports.module.css";
import { BarsBeside, Mark } from "./shapes";
import { duration, periodName } from "./words";

const PERCENTS = [50, 85, 95] as const;

interface Props {
  range: Range;
}

/** How long tasks take. */
export function CycleTime({ range }: Props) {
  return (
    <Card
      report="cycle_time"
      title={messages.cycle}
      text={messages.cycleText}
      none={messages.cycleNone}
      range={range}
      isEmpty={({ totals }) => !totals.completed}
    >
      {(report) => <Times report={report} range={range} />}
    </Card>
  );
}

function Times({ report: { data, totals, breakdown }, range }: { report: Report; range: Range }) {
  const sort = totals.worked_on ? "cycle" : "lead";
  const counted = sort === "cycle" ? "worked_on" : "completed";
  const rows = breakdown.filter(within(breakdown, counted));
  const keyOf = (percent: number) => String(totals[`${sort}_p${percent}`] ?? "");
  return (
    <>
      <div className={classes.figures}>
        {(["cycle", "lead"] as const).map((one) => (
          <dl key={one} data-shown={one === sort || undefined}>
            <dt>{one === "cycle" ? messages.cycleRow : messages.leadRow}</dt>
            {PERCENTS.map((percent) => (
              <dd key={percent}>
                <b>{duration(totals[`${one}_p${percent}`])}</b>
                <small>{messages.within(percent)}</small>
              </dd>
            ))}
          </dl>
        ))}
      </div>
      {sort === "lead" && <p className={classes.text}>{messages.leadText}</p>}
      <Plot
        label={messages.cycle}
        columns={rows.map(({ key }) => ({
          key,
          short: duration(Number(key)),
          name: messages.upTo(duration(Number(key))),
        }))}
        most={Math.max(0, ...rows.map((row) => numberOf(row, counted)))}
        figures={(index) => {
          const row = rows[index];
          return row ? [{ name: messages.completed, value: String(numberOf(row, counted)) }] : [];
        }}
      >
        {(place) => (
          <>
            <BarsBeside rows={rows} layers={[{ key: counted, tone: { name: "accent" } }]} place={place} />
            {([50, 85] as const).map((percent) => {
              const index = rows.findIndex(({ key }) => key === keyOf(percent));
              return index >= 0 && <Mark key={percent} place={place} index={index} word={`${percent} %`} />;
            })}
          </>
        )}
      </Plot>
      <DataTable
        caption={messages.cycle}
        head={[
          messages.period,
          messages.completed,
          ...PERCENTS.map((percent) => `${messages.cycleRow}, ${percent} %`),
          ...PERCENTS.map((percent) => `${messages.leadRow}, ${percent} %`),
        ]}
        rows={data
          .filter((row) => numberOf(row, "completed") > 0)
          .map((row) => [
            periodName(row.key, range.by),
            numberOf(row, "completed"),
            ...PERCENTS.map((percent) => duration(row.values[`cycle_p${percent}`])),
            ...PERCENTS.map((percent) => duration(row.values[`lead_p${percent}`])),
          ])}
      />
    </>
  );
}

/** Without the steps before the first and behind the last that any task took. */
function within(rows: Report["breakdown"], counted: string) {
  const used = rows.map((row) => numberOf(row, counted) > 0);
  const [first, last] = [used.indexOf(true), used.lastIndexOf(true)];
  return (_: unknown, index: number) => index >= first && index <= last;
}

/** Where tasks wait. */
export function TimeInStatus({ range }: Props) {
  return (
    <Card
      report="time_in_status"
      title={messages.stays}
      text={messages.staysText}
      none={messages.staysNone}
      range={range}
      isEmpty={({ totals }) => !totals.stays}
    >
      {({ data }) => {
        const rows = data.filter((row) => numberOf(row, "stays") > 0);
        const longest = Math.max(...rows.map((row) => numberOf(row, "average")));
        return (
          <>
            <ul className={classes.meters}>
              {rows.map((row) => (
                <Meter
                  key={row.key}
                  name={row.name ?? row.key}
                  value={duration(row.values.average)}
                  detail={messages.staysOf(numberOf(row, "stays"))}
                  parts={[{ share: numberOf(row, "average") / longest, tone: { name: "accent" } }]}
                />
              ))}
            </ul>
            <DataTable
              caption={messages.stays}
              head={[messages.status, messages.average, messages.staysColumn]}
              rows={rows.map((row) => [
                row.name ?? row.key,
                duration(row.values.average),
                numberOf(row, "stays"),
              ])}
            />
          </>
        );
      }}
    </Card>
  );
}
