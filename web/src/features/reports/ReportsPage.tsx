import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { EmptyState } from "@/components/feedback/EmptyState";
import { IconReports } from "@/components/icons";
import { useProjectId } from "@/features/projects/queries";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { CumulativeFlow, LoggedTime, Throughput } from "./PastCards";
import { Overdue, Workload } from "./PresentCards";
import { RangePicker } from "./RangePicker";
import { rangeOf } from "./range";
import classes from "./reports.module.css";
import type { ReportSearch } from "./routes";
import { CycleTime, TimeInStatus } from "./TimesCards";

/** How a project goes, in numbers. */
export function ReportsPage() {
  const access = useQuery(accessQuery(useWorkspaceId(), useProjectId()));
  const range = rangeOf(useSearch({ strict: false }) as ReportSearch);
  if (access.isPending) return <Skeleton m={20} h={320} radius="md" />;
  if (access.data && !access.data.permissions.includes("report:view"))
    return (
      <EmptyState icon={<IconReports size={28} />} title={messages.mayNot}>
        {messages.mayNotText}
      </EmptyState>
    );
  return (
    <div className={classes.page}>
      <RangePicker range={range} />
      <div className={classes.cards}>
        <Throughput range={range} />
        <CumulativeFlow range={range} />
        <CycleTime range={range} />
        <LoggedTime range={range} />
        <Workload />
        <TimeInStatus range={range} />
        <Overdue />
      </div>
    </div>
  );
}
