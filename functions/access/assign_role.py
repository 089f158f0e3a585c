from onetick.access.events import ROLE_ASSIGNED
from onetick.access.model import Role
from onetick.access.roles import assign_role
from onetick.access.store import MEMBER, ROLE
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work
from onetick.tenancy.people import MemberView


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/roles/{role_id}/members/{member_id}",
    can="role:manage",
    endpoint="C",
    on=[ROLE, MEMBER],
    emits=[ROLE_ASSIGNED],
    problems=[QuotaExceeded],
)
def handler(work: Work, role: Role, member: WorkspaceGrants) -> MemberView:
    """Give a member a custom role.

    Nobody can give a role that permits what they do not hold themselves.
    """
    return MemberView.of(assign_role(work, role, member))
