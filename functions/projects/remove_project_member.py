"""The route removeProjectMember."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS
from onetick.projects.members import project_with_member
from onetick.projects.model import Project
from onetick.projects.remove_member import remove_member


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/members/{principal_id}",
    can="project:manage_members",
    endpoint="C",
    on=project_with_member,
    emits=[OF_PROJECTS.member_removed],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, project: Project, principal_id: str) -> None:
    """Take a role in a project away.

    What a team or the visibility of the project gives them, they keep. The last admin stays unless an
    admin of the workspace decides otherwise. `If-Match` means the version of the project.
    """
    remove_member(work, OF_PROJECTS, project, principal_id)
