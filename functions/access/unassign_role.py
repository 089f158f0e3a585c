from onetick.access.events import ROLE_REMOVED
from onetick.access.model import Role
from onetick.access.roles import unassign_role
from onetick.access.store import MEMBER, ROLE
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/roles/{role_id}/members/{member_id}",
    can="role:manage",
    endpoint="C",
    on=[ROLE, MEMBER],
    emits=[ROLE_REMOVED],
    status=204,
)
def handler(work: Work, role: Role, member: WorkspaceGrants) -> None:
    """Take a custom role away from a member.

    Nobody can take away a denial of what they do not hold themselves.
    """
    unassign_role(work, role, member)
