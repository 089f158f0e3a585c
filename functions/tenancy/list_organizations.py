from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.list_organizations import list_organizations
from onetick.tenancy.schemas import OwnOrganizationView


@route(
    "GET",
    "/v1/organizations",
    can=Self(reason="They are the caller's own memberships."),
    endpoint="B",
    tables=[TableName.GLOBAL],
    grants=[grants.query(TableName.GLOBAL)],
)
def handler(work: Work, paging: Paging) -> Page[OwnOrganizationView]:
    """List the organizations you belong to.

    A token is for one organization at a time: `POST /v1/auth/token` with `organization_id` switches it.
    """
    page = list_organizations(work, paging)
    return Page([OwnOrganizationView.of(one) for one in page.data], page.next_cursor)
