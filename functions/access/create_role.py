from onetick.access.events import ROLE_CREATED
from onetick.access.roles import create_role
from onetick.access.schemas import NewRole, RoleView
from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/roles",
    can="role:manage",
    endpoint="C",
    emits=[ROLE_CREATED],
    problems=[QuotaExceeded],
    status=201,
)
def handler(work: Work, body: NewRole) -> RoleView:
    """Create a custom role.

    It adds permissions for its holders, or denies some whatever else they have. It never opens a
    project: in one, it counts only beside a role there. Nobody can put a permission into it that they do not hold
    themselves, nor one that would let its holder raise their own rights. A workspace has at most 50, which name at
    most 1000 permissions together.
    """
    return RoleView.of(create_role(work, body))
