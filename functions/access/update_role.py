from onetick.access.events import ROLE_UPDATED
from onetick.access.model import Role
from onetick.access.roles import update_role
from onetick.access.schemas import RoleChanges, RoleView
from onetick.access.store import ROLE
from onetick.kernel.entry import route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/roles/{role_id}",
    can="role:manage",
    endpoint="C",
    on=ROLE,
    needs_if_match=True,
    emits=[ROLE_UPDATED],
    problems=[QuotaExceeded],
)
def handler(work: Work, role: Role, body: RoleChanges) -> RoleView:
    """Change a custom role.

    It counts at once for everybody who holds it. Nobody can add a permission that they do not hold
    themselves, nor take back a denial of one. Fields that are left out stay as they are. `If-Match` is required.
    """
    return RoleView.of(update_role(work, role, body))
