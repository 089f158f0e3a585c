from onetick.kernel import grants
from onetick.kernel.access import OrgGrants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import ORGANIZATION_MEMBER_REMOVED
from onetick.tenancy.organization_members import remove_organization_member
from onetick.tenancy.store import OWN_ORG_MEMBERSHIP


@route(
    "POST",
    "/v1/organizations/{organization_id}/leave",
    can=Self(reason="Everybody may go."),
    endpoint="C",
    on=OWN_ORG_MEMBERSHIP,
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
    """Leave the organization.

    All your memberships of its workspaces and teams end. The last owner cannot leave, nor the last
    admin of a workspace.
    """
    remove_organization_member(work, member, source="self")
