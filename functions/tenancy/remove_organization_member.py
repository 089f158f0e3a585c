from onetick.kernel import grants
from onetick.kernel.access import OrgGrants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import ORGANIZATION_MEMBER_REMOVED
from onetick.tenancy.organization_members import remove_organization_member
from onetick.tenancy.store import ORG_MEMBER_TO_CHANGE


@route(
    "DELETE",
    "/v1/organizations/{organization_id}/members/{member_id}",
    can="org:manage",
    endpoint="C",
    on=ORG_MEMBER_TO_CHANGE,
    tables=[TableName.TENANT, TableName.GLOBAL],
    emits=[ORGANIZATION_MEMBER_REMOVED],
    problems=[Conflict],
    status=204,
    grants=[
        grants.read(TableName.GLOBAL),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.GLOBAL),
        grants.remove(TableName.TENANT),
        grants.remove(TableName.GLOBAL),
    ],
)
def handler(work: Work, member: OrgGrants) -> None:
    """Remove somebody from the organization.

    From the next request on they can do nothing in it. Their memberships of workspaces and teams end
    with it; their tasks stay as they are. The last owner cannot be removed, nor the last admin of a workspace.
    """
    remove_organization_member(work, member, source="organization")
