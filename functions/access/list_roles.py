from onetick.access.roles import list_deleted_roles, list_roles
from onetick.access.schemas import RoleFilter, RoleView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/roles",
    can="role:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: RoleFilter, paging: Paging) -> Page[RoleView]:
    """List roles.

    The built-in roles of the organization, the workspace and its projects, and the custom roles of the workspace.
    """
    return list_deleted_roles(work, paging) if query.trashed else list_roles(work, paging)
