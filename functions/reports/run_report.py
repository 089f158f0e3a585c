"""The route runReport."""

from onetick.kernel import grants
from onetick.kernel.entity import Entity
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.reports.run_report import run_report
from onetick.reports.schemas import ReportQuery, ReportView
from onetick.reports.targets import subject_of_report


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/reports/{report_key}",
    can="report:view",
    endpoint="D",
    on=subject_of_report,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT), grants.query(TableName.TENANT, Index.GSI1)],
    today="A report is about the days that it is asked for, whose sums stay what they are; others are about now.",
)
def handler(work: Work, report_key: str, subject: Entity, query: ReportQuery) -> ReportView:
    """Get a report.

    About the days from `from` to `to` in a project:

    - `throughput`: how many tasks were made, completed, cancelled and reopened;
    - `cycle_time`: how long completed tasks took since they were worked on, and since they were made
      (`lead`); a percentile is the end of the step of a quarter that it falls into;
    - `cumulative_flow`: how many tasks had each status at the end of each period;
    - `time_in_status`: how long tasks stayed in each status, of those stays that ended in these days;
    - `logged_time`: how much time was logged, by person.

    About sprints: `burndown` and `burnup` of one, `velocity` of the latest of a project. About now:
    `workload`, who has how much to do, and `overdue`, what is late by how many days.

    Days are days in UTC. A task counts in every project that it is in, and keeps counting on the days
    on which something happened to it, also when it is deleted later. A report is summed up from what
    was recorded as it happened, and may lag a moment behind. Other names are not found.
    """
    return run_report(work, report_key, subject, query)
