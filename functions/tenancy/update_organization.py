from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.tenancy.events import ORGANIZATION_UPDATED
from onetick.tenancy.model import Organization
from onetick.tenancy.schemas import OrganizationChanges, OrganizationView
from onetick.tenancy.store import ORGANIZATION
from onetick.tenancy.update_organization import update_organization


@route(
    "PATCH",
    "/v1/organizations/{organization_id}",
    can="org:manage",
    endpoint="C",
    on=ORGANIZATION,
    emits=[ORGANIZATION_UPDATED],
)
def handler(work: Work, organization: Organization, body: OrganizationChanges) -> OrganizationView:
    """Change the organization.

    Fields that are left out stay as they are.
    """
    return OrganizationView.of(update_organization(work, organization, body))
