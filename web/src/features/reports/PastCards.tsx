import { DataTable } from "@/components/charts/DataTable";
import { usePeople } from "@/features/workspaces/queries";
import { Card } from "./Card";
import { messages } from "./messages";
import { Legend, Plot } from "./Plot";
import { numberOf, type Report, type Row } from "./queries";
import type { Range } from "./range";
import type { By } from "./routes";
import { Areas, BarsBeside, BarsOnTop, type Layer } from "./shapes";
import { personTone, statusTones } from "./tones";
import { hours, periodName, periodShort, short } from "./words";

interface Props {
  range: Range;
}

/** How much was made and done. */
export function Throughput({ range }: Props) {
  const layers = [
    { key: "created", tone: { name: "created" }, name: messages.created },
    { key: "completed", tone: { name: "completed" }, name: messages.completed },
  ];
  const columns = ["created", "completed", "cancelled", "reopened"] as const;
  return (
    <Card
      report="throughput"
      title={messages.throughput}
      text={messages.throughputText}
      none={messages.throughputNone}
      range={range}
      isEmpty={({ totals }) => !columns.some((key) => totals[key])}
    >
      {({ data, totals }) => (
        <>
          <Legend
            entries={layers.map(({ key, name, tone }) => ({ name, tone, value: short(totals[key] ?? 0) }))}
          />
          <Plot
            label={messages.throughput}
            columns={periods(data, range.by)}
            most={highest(data, (row) => Math.max(numberOf(row, "created"), numberOf(row, "completed")))}
            figures={(index) =>
              layers.map(({ key, name, tone }) => ({ name, tone, value: numberAt(data, index, key) }))
            }
          >
            {(place) => <BarsBeside rows={data} layers={layers} place={place} />}
          </Plot>
          <DataTable
            caption={messages.throughput}
            head={[messages.period, ...columns.map((key) => messages[key])]}
            rows={data.map((row) => [
              periodName(row.key, range.by),
              ...columns.map((key) => numberOf(row, key)),
            ])}
          />
        </>
      )}
    </Card>
  );
}

/** Where work piles up. */
export function CumulativeFlow({ range }: Props) {
  return (
    <Card
      report="cumulative_flow"
      title={messages.flow}
      text={messages.flowText}
      none={messages.flowNone}
      range={range}
      isEmpty={({ data }) => data.every((row) => total(row) === 0)}
    >
      {({ data, series }) => {
        const tones = statusTones(series);
        const statuses = series
          .map(({ key, name }, index) => ({
            key,
            name: name ?? key,
            tone: tones[index] ?? { name: "former" },
          }))
          .filter(({ key }) => data.some((row) => numberOf(row, key) > 0));
        // What is done lies at the bottom, as the flow goes down to it.
        const layers: Layer[] = [...statuses].reverse();
        const last = data.length - 1;
        return (
          <>
            <Legend
              entries={statuses.map(({ key, name, tone }) => ({
                name,
                tone,
                value: numberAt(data, last, key),
              }))}
            />
            <Plot
              label={messages.flow}
              columns={periods(data, range.by)}
              most={highest(data, total)}
              figures={(index) =>
                statuses.map(({ key, name, tone }) => ({ name, tone, value: numberAt(data, index, key) }))
              }
            >
              {(place) => <Areas rows={data} layers={layers} place={place} />}
            </Plot>
            <DataTable
              caption={messages.flow}
              head={[messages.period, ...statuses.map(({ name }) => name)]}
              rows={data.map((row) => [
                periodName(row.key, range.by),
                ...statuses.map(({ key }) => numberOf(row, key)),
              ])}
            />
          </>
        );
      }}
    </Card>
  );
}

/** Who logged how much. */
export function LoggedTime({ range }: Props) {
  const people = usePeople();
  const nameOf = (key: string) =>
    key === "others" ? messages.others : (people.name(key) ?? messages.somebody);
  return (
    <Card
      report="logged_time"
      title={messages.time}
      text={messages.timeText}
      none={messages.timeNone}
      range={range}
      isEmpty={({ series }) => series.length === 0}
    >
      {({ data, series, totals }: Report) => {
        const layers = series.map(({ key }, index) => ({
          key,
          name: nameOf(key),
          tone: key === "others" ? { name: "former" } : personTone(index),
        }));
        const told = (values: Row["values"]) =>
          layers.flatMap(({ key, name, tone }) =>
            values[key] ? [{ id: key, name, tone, value: hours(values[key]) }] : [],
          );
        return (
          <>
            <Legend entries={told(totals)} />
            <Plot
              label={messages.time}
              columns={periods(data, range.by)}
              most={highest(data, total) / 60}
              tick={(value) => `${value} h`}
              figures={(index) => {
                const row = data[index];
                return row ? [...told(row.values), { name: messages.total, value: hours(total(row)) }] : [];
              }}
            >
              {({ y, ...place }) => (
                <BarsOnTop rows={data} layers={layers} place={{ ...place, y: (value) => y(value / 60) }} />
              )}
            </Plot>
            <DataTable
              caption={messages.time}
              head={[messages.period, ...layers.map(({ name }) => name)]}
              rows={data.map((row) => [
                periodName(row.key, range.by),
                ...layers.map(({ key }) => hours(numberOf(row, key))),
              ])}
            />
          </>
        );
      }}
    </Card>
  );
}

const periods = (rows: readonly Row[], by: By) =>
  rows.map(({ key }) => ({ key, short: periodShort(key, by), name: periodName(key, by) }));

const highest = (rows: readonly Row[], of: (row: Row) => number) => Math.max(0, ...rows.map(of));

const total = (row: Row) => Object.values(row.values).reduce<number>((sum, value) => sum + (value ?? 0), 0);

function numberAt(rows: readonly Row[], index: number, key: string): string {
  const row = rows[index];
  return String(row ? numberOf(row, key) : 0);
}
