"""The route listApprovals."""

from onetick.approvals.list_approvals import list_approvals
from onetick.approvals.schemas import ApprovalFilter, ApprovalView
from onetick.approvals.targets import projects_of_caller
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/approvals",
    can=Self("It shows only what waits for the caller, and what they asked for."),
    endpoint="B",
    on=projects_of_caller,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: ApprovalFilter, paging: Paging) -> Page[ApprovalView]:
    """List your approvals.

    Newest first: those that wait for you, by name or because of your role when they were asked for; with
    `filter[side]=asking` those that you asked for. Those of projects that you see no longer are left
    out, so a page may be short before the last.
    """
    page = list_approvals(work, query.side, paging)
    return Page([ApprovalView.of(one) for one in page.data], page.next_cursor)
