from onetick.kernel import grants
from onetick.kernel.access import OrgGrants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.events import ORGANIZATION_MEMBER_ROLES_CHANGED, USER_DEACTIVATED, USER_REACTIVATED
from onetick.tenancy.organization_members import update_organization_member
from onetick.tenancy.people import OrganizationMemberChanges, OrganizationMemberView
from onetick.tenancy.store import ORG_MEMBER_TO_CHANGE


@route(
    "PATCH",
    "/v1/organizations/{organization_id}/members/{member_id}",
    can="org:manage",
    endpoint="C",
    on=ORG_MEMBER_TO_CHANGE,
    tables=[TableName.TENANT, TableName.GLOBAL],
    emits=[ORGANIZATION_MEMBER_ROLES_CHANGED, USER_DEACTIVATED, USER_REACTIVATED],
    problems=[Conflict],
    grants=[grants.read(TableName.GLOBAL), grants.query(TableName.GLOBAL), grants.store(TableName.GLOBAL)],
)
def handler(work: Work, member: OrgGrants, body: OrganizationMemberChanges) -> OrganizationMemberView:
    """Change a member's roles in the organization, or deactivate them.

    An owner may give and take every role, an admin only `admin` and `member`. Nobody gives themselves
    a role. The last owner keeps the role, and nobody is deactivated who is the last admin of a
    workspace. A deactivated member can do nothing anywhere in the organization, from the next request on.
    """
    return OrganizationMemberView.of(update_organization_member(work, member, body))
