from onetick.access.events import ROLE_DELETED
from onetick.access.model import Role
from onetick.access.roles import delete_role
from onetick.access.store import ROLE
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/roles/{role_id}",
    can="role:manage",
    endpoint="C",
    on=ROLE,
    needs_if_match=True,
    emits=[ROLE_DELETED],
    status=204,
)
def handler(work: Work, role: Role) -> None:
    """Delete a custom role.

    At once it neither permits nor denies anything. It can be restored for 30 days. `If-Match` is required.
    """
    delete_role(work, role)
