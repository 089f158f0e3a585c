import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { messages } from "./messages";
import { PRESETS, presetOf, type Range } from "./range";
import classes from "./reports.module.css";
import type { By, ReportSearch } from "./routes";

const OWN = "own";

/** Which days the reports are about. All of it is in the address. */
export function RangePicker({ range }: { range: Range }) {
  const search = useSearch({ strict: false }) as ReportSearch;
  const navigate = useNavigate();
  const preset = presetOf(search);
  const go = (next: ReportSearch) =>
    void navigate({ to: ".", search: (() => next) as never as ReportSearch, replace: true });
  const choose = (value: string) =>
    go(value === OWN ? { from: range.from, to: range.to } : value === "30" ? {} : { days: Number(value) });
  return (
    <div className={classes.picker}>
      <SegmentedControl
        size="xs"
        aria-label={messages.range}
        value={preset === null ? OWN : String(preset)}
        onChange={choose}
        data={[
          ...PRESETS.map((days) => ({ value: String(days), label: messages.presets[days] ?? "" })),
          { value: OWN, label: messages.ownDays },
        ]}
      />
      {preset === null && (
        <span className={classes.days}>
          <DayInput
            label={messages.first}
            value={range.from}
            onChange={(from) => go({ ...search, from, to: range.to })}
          />
          –
          <DayInput
            label={messages.last}
            value={range.to}
            onChange={(to) => go({ ...search, from: range.from, to })}
          />
        </span>
      )}
      <SegmentedControl
        size="xs"
        aria-label={messages.by}
        value={range.by}
        onChange={(by) => go({ ...search, by: by as By })}
        data={(["day", "week", "month"] as const).map((by) => ({ value: by, label: messages.intervals[by] }))}
      />
      <span className={classes.utc}>{messages.utc}</span>
    </div>
  );
}

interface DayProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
}

function DayInput({ label, value, onChange }: DayProps) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value}
      onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
    />
  );
}
