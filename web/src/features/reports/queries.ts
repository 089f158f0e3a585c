/** Reports of a project. */
import { queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import type { Range } from "./range";

export type Report = Schemas["ReportView"];
export type Row = Schemas["RowView"];
export type Series = Schemas["SeriesView"];
export type ReportKey =
  | "throughput"
  | "cumulative_flow"
  | "cycle_time"
  | "time_in_status"
  | "logged_time"
  | "workload"
  | "overdue";

/** One report; those about now take no range. */
export const reportQuery = (workspaceId: string, projectId: string, key: ReportKey, range?: Range) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "reports", projectId, key, range ?? "now"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/reports/{report_key}", {
          params: {
            path: { workspace_id: workspaceId, report_key: key },
            query: {
              project_id: projectId,
              ...(range ? { from: range.from, to: range.to, interval: range.by } : {}),
            },
          },
        }),
      ),
    staleTime: 30_000,
  });

/** The number of a series in a row; 0 where there is none. */
export const numberOf = (row: Row, series: string): number => row.values[series] ?? 0;
