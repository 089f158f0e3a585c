from onetick.kernel.entry import route
from onetick.tenancy.model import Organization
from onetick.tenancy.schemas import OrganizationView
from onetick.tenancy.store import ORGANIZATION


@route(
    "GET",
    "/v1/organizations/{organization_id}",
    can="org:view",
    endpoint="A",
    on=ORGANIZATION,
)
def handler(organization: Organization) -> OrganizationView:
    """Read the organization.

    Only the one that your token is for can be found.
    """
    return OrganizationView.of(organization)
