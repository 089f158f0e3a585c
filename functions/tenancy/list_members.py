from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.list_members import list_members
from onetick.tenancy.people import MemberFilter, MemberView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/members",
    can="member:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: MemberFilter, paging: Paging) -> Page[MemberView]:
    """List the members of a workspace.

    All of them, or those with one role or one status.
    """
    page = list_members(work, query, paging)
    return Page([MemberView.of(one) for one in page.data], page.next_cursor)
