import { DataTable } from "@/components/charts/DataTable";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople } from "@/features/workspaces/queries";
import { Card } from "./Card";
import { Meter } from "./Meter";
import { messages } from "./messages";
import { Legend, Plot } from "./Plot";
import { numberOf, type Row } from "./queries";
import classes from "./reports.module.css";
import { BarsBeside } from "./shapes";
import { hours, short } from "./words";

const UNASSIGNED = "unassigned";
const LATE = { name: "bad" };
const SOON = { name: "warn" };
const LATER = { name: "accent" };

function useNames() {
  const people = usePeople();
  return (key: string) =>
    key === UNASSIGNED ? messages.unassigned : (people.name(key) ?? messages.somebody);
}

/** Who has how much to do. */
export function Workload() {
  const nameOf = useNames();
  return (
    <Card
      report="workload"
      title={messages.workload}
      text={messages.workloadText}
      none={messages.workloadNone}
      isEmpty={({ totals }) => !totals.open}
    >
      {({ data, totals, complete }) => {
        const most = Math.max(...data.map((row) => numberOf(row, "open")));
        return (
          <>
            {!complete && <p className={classes.text}>{messages.cut}</p>}
            <Legend
              entries={[
                { name: messages.late, tone: LATE, value: short(totals.overdue ?? 0) },
                { name: messages.soon, tone: SOON, value: short(totals.due_soon ?? 0) },
                { name: messages.later, tone: LATER, value: short(rest({ key: "", values: totals })) },
              ]}
            />
            <ul className={classes.meters}>
              {data.map((row) => (
                <Meter
                  key={row.key}
                  picture={
                    row.key !== UNASSIGNED && (
                      <PersonAvatar id={row.key} name={nameOf(row.key)} withTooltip={false} />
                    )
                  }
                  name={nameOf(row.key)}
                  value={messages.tasks(numberOf(row, "open"))}
                  detail={amounts(row)}
                  parts={[
                    { share: numberOf(row, "overdue") / most, tone: LATE },
                    { share: numberOf(row, "due_soon") / most, tone: SOON },
                    { share: rest(row) / most, tone: LATER },
                  ]}
                />
              ))}
            </ul>
            <DataTable
              caption={messages.workload}
              head={[
                messages.person,
                messages.open,
                messages.late,
                messages.soon,
                messages.estimate,
                messages.points,
              ]}
              rows={data.map((row) => [
                nameOf(row.key),
                numberOf(row, "open"),
                numberOf(row, "overdue"),
                numberOf(row, "due_soon"),
                hours(numberOf(row, "estimate")),
                numberOf(row, "points"),
              ])}
            />
          </>
        );
      }}
    </Card>
  );
}

const rest = (row: Pick<Row, "values" | "key">) =>
  (row.values.open ?? 0) - (row.values.overdue ?? 0) - (row.values.due_soon ?? 0);

function amounts(row: Row): string {
  const [minutes, points] = [numberOf(row, "estimate"), numberOf(row, "points")];
  return [minutes ? hours(minutes) : "", points ? `${short(points)} ${messages.points.toLowerCase()}` : ""]
    .filter(Boolean)
    .join(" · ");
}

/** What is late, and whose it is. */
export function Overdue() {
  const nameOf = useNames();
  return (
    <Card
      report="overdue"
      title={messages.overdue}
      text={messages.overdueText}
      none={messages.overdueNone}
      isEmpty={({ totals }) => !totals.tasks}
    >
      {({ data, breakdown, complete }) => (
        <>
          {!complete && <p className={classes.text}>{messages.cut}</p>}
          <Legend
            entries={breakdown.map((row) => ({
              id: row.key,
              name: nameOf(row.key),
              value: String(numberOf(row, "tasks")),
            }))}
          />
          <Plot
            label={messages.overdue}
            columns={data.map(({ key }) => ({
              key,
              short: key.replace("-", "–"),
              name: messages.daysLate(key),
            }))}
            most={Math.max(0, ...data.map((row) => numberOf(row, "tasks")))}
            figures={(index) => {
              const row = data[index];
              return row ? [{ name: messages.open, value: messages.tasks(numberOf(row, "tasks")) }] : [];
            }}
          >
            {(place) => <BarsBeside rows={data} layers={[{ key: "tasks", tone: LATE }]} place={place} />}
          </Plot>
          <DataTable
            caption={messages.overdue}
            head={[messages.lateness, messages.open]}
            rows={data.map((row) => [messages.daysLate(row.key), numberOf(row, "tasks")])}
          />
        </>
      )}
    </Card>
  );
}
