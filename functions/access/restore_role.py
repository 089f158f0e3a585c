from onetick.access.events import ROLE_RESTORED
from onetick.access.model import Role
from onetick.access.roles import restore_role
from onetick.access.schemas import RoleView
from onetick.access.store import DELETED_ROLE
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/roles/{role_id}/restore",
    can="role:manage",
    endpoint="C",
    on=DELETED_ROLE,
    emits=[ROLE_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, role: Role) -> RoleView:
    """Restore a deleted custom role.

    At once it counts again for everybody who held it.
    """
    return RoleView.of(restore_role(work, role))
