from onetick.access.own_access import own_organization_access
from onetick.access.schemas import OwnOrganizationAccessView
from onetick.kernel.entry import Self, route
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/organizations/{organization_id}/access/me",
    can=Self(reason="It shows what the caller holds themselves."),
    endpoint="A",
)
def handler(work: Work) -> OwnOrganizationAccessView:
    """Read what you may do in the organization.

    Your roles in it and every permission that follows from them.
    """
    return own_organization_access(work)
