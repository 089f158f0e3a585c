from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.list_organization_members import list_organization_members
from onetick.tenancy.people import OrganizationMemberFilter, OrganizationMemberView


@route(
    "GET",
    "/v1/organizations/{organization_id}/members",
    can="member:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: OrganizationMemberFilter, paging: Paging) -> Page[OrganizationMemberView]:
    """List the members of the organization.

    Guests of its workspaces are among them; they hold no role here.
    """
    page = list_organization_members(work, query, paging)
    return Page([OrganizationMemberView.of(one) for one in page.data], page.next_cursor)
