from onetick.kernel.access import OrgGrants
from onetick.kernel.entry import route
from onetick.tenancy.people import OrganizationMemberView
from onetick.tenancy.store import ORG_MEMBER


@route(
    "GET",
    "/v1/organizations/{organization_id}/members/{member_id}",
    can="member:view",
    endpoint="A",
    on=ORG_MEMBER,
)
def handler(member: OrgGrants) -> OrganizationMemberView:
    """Read a member of the organization.

    Their roles in the organization, and whether they are active. The id is the person's.
    """
    return OrganizationMemberView.of(member)
