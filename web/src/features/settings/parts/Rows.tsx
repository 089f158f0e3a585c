import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import classes from "../settings.module.css";

interface Props<T> {
  /** What a query says of itself; the rows may be some of its own. */
  query: { data?: T[] | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** Shown when there are none. */
  empty?: string;
  children: (row: T) => ReactNode;
}

/** A list that waits, fails and is empty like every other. */
export function Rows<T>({ query, empty, children }: Props<T>) {
  if (query.isPending) {
    return (
      <div aria-busy="true">
        {[0, 1, 2].map((line) => (
          <Skeleton key={line} h={40} mb={8} />
        ))}
      </div>
    );
  }
  if (!query.data) return <ProblemNotice error={query.error} retry={query.refetch} />;
  if (query.data.length === 0) return <p className={classes.rowText}>{empty}</p>;
  return <ul className={classes.rows}>{query.data.map(children)}</ul>;
}

interface RowProps {
  icon?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  children?: ReactNode;
}

/** One line: who or what, a detail below, and what can be done with it on the right. */
export function Row({ icon, title, detail, children }: RowProps) {
  return (
    <li className={classes.row}>
      {icon}
      <span className={classes.rowText}>
        <strong>{title}</strong>
        {detail && <small>{detail}</small>}
      </span>
      {children}
    </li>
  );
}
