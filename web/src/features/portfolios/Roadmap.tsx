import { Link } from "@tanstack/react-router";
import { Faint } from "@/components/Faint";
import { named, today } from "@/features/schedule/days";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { healthGrounds } from "./colors";
import { messages } from "./messages";
import type { Held } from "./queries";
import classes from "./Roadmap.module.css";
import { barOf, monthsOf, type Span, shareOf, spanOf } from "./span";

const DAY = { day: "numeric", month: "short", year: "numeric" } as const;

/** From when to when each project goes, below one another. */
export default function Roadmap({ rows }: { rows: readonly Held[] }) {
  const span = spanOf(rows, today());
  if (!span) return <Faint>{messages.noDated}</Faint>;
  const now = shareOf(today(), span);
  return (
    <div className={classes.roadmap}>
      <div className={classes.months} aria-hidden>
        {monthsOf(span).map(({ month, left }) => (
          <span key={month} style={{ left: `${left}%` }}>
            {named(`${month}-01`, { month: "short", ...(month.endsWith("-01") ? { year: "numeric" } : {}) })}
          </span>
        ))}
        <i style={{ left: `${now}%` }} title={messages.today} />
      </div>
      <ul>
        {rows.map((row) => (
          <Lane key={row.project_id} row={row} span={span} now={now} />
        ))}
      </ul>
    </div>
  );
}

function Lane({ row, span, now }: { row: Held; span: Span; now: number }) {
  const workspaceId = useWorkspaceId();
  const bar = barOf(row, span);
  const from = row.start_on ?? row.due_on;
  const until = row.due_on ?? row.start_on;
  return (
    <li>
      <Link
        to="/w/$workspaceId/p/$projectId/timeline"
        params={{ workspaceId, projectId: row.project_id }}
        className={classes.laneName}
      >
        {row.name}
      </Link>
      <span className={classes.lane}>
        <i style={{ left: `${now}%` }} aria-hidden />
        {bar && from && until ? (
          <span
            role="img"
            className={classes.bar}
            data-plain={row.health === null || undefined}
            style={{
              left: `${bar.left}%`,
              width: `${bar.width}%`,
              background: row.health ? healthGrounds[row.health] : undefined,
            }}
            aria-label={messages.bar(row.name, named(from, DAY), named(until, DAY))}
            title={messages.bar(row.name, named(from, DAY), named(until, DAY))}
          >
            {row.progress.percent !== null && <b style={{ width: `${row.progress.percent}%` }} />}
          </span>
        ) : (
          <small>{messages.noDates}</small>
        )}
      </span>
    </li>
  );
}
