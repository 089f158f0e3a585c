from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.invitations import list_invitations
from onetick.tenancy.schemas import InvitationView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/invitations",
    can="member:invite",
    endpoint="B",
    today="An invitation that nobody accepted goes by itself, and leaves nothing behind.",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, paging: Paging) -> Page[InvitationView]:
    """List the invitations to a workspace.

    Those that were accepted or revoked are left out.
    """
    page = list_invitations(work, paging)
    return Page([InvitationView.at(work.now, one) for one in page.data], page.next_cursor)
