from onetick.access.roles import get_role
from onetick.access.schemas import RoleView
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/roles/{role_id}",
    can="role:view",
    endpoint="A",
    problems=[Gone],
)
def handler(work: Work, role_id: str) -> RoleView:
    """Read a role.

    Built-in ones too, by their name: `ws_member`, `project_editor`.
    """
    return get_role(work, role_id)
