"""The route listProjectMembers."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.members import list_members
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectMemberView
from onetick.projects.targets import project_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/members",
    can="project:view",
    endpoint="B",
    on=project_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, paging: Paging) -> Page[ProjectMemberView]:
    """List the members of a project.

    People, service accounts and teams with a role of their own in the project. Members of the
    workspace who only reach it because it is public are not among them.
    """
    page = list_members(work, project, paging)
    return Page([ProjectMemberView.of(found) for found in page.data], page.next_cursor)
