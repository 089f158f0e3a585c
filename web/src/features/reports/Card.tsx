import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useProjectId } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { type Report, type ReportKey, reportQuery } from "./queries";
import type { Range } from "./range";
import classes from "./reports.module.css";

interface Props {
  report: ReportKey;
  title: string;
  text: string;
  /** What is said in place of a chart when there is nothing to show. */
  none: string;
  range?: Range;
  isEmpty: (report: Report) => boolean;
  children: (report: Report) => ReactNode;
}

/** One report: what it tells, its chart, and what it says while there is none. */
export function Card({ report: key, title, text, none, range, isEmpty, children }: Props) {
  const query = reportQuery(useWorkspaceId(), useProjectId(), key, range);
  const report = useLive(query, "rarely");
  return (
    <section className={classes.card} aria-label={title}>
      <h2>{title}</h2>
      <p className={classes.text}>{text}</p>
      {report.isPending && <Skeleton h={240} radius="md" />}
      {report.isError && <ProblemNotice error={report.error} retry={report.refetch} />}
      {report.data && (isEmpty(report.data) ? <p className={classes.none}>{none}</p> : children(report.data))}
    </section>
  );
}
