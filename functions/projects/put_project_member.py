"""The route putProjectMember."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS
from onetick.projects.members import project_with_member
from onetick.projects.model import Project
from onetick.projects.put_member import put_member
from onetick.projects.schemas import MemberRole, ProjectMemberView


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/members/{principal_id}",
    can="project:manage_members",
    endpoint="C",
    on=project_with_member,
    emits=[OF_PROJECTS.member_added, OF_PROJECTS.role_changed],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, project: Project, principal_id: str, body: MemberRole) -> ProjectMemberView:
    """Give a role in a project.

    To a member of the workspace or a team, instead of the role they had. The last admin keeps the
    role unless an admin of the workspace decides otherwise. One person can have a role in at most 500
    projects and portfolios of a workspace, and at most 100 teams one in a project. `If-Match` means the version of
    the project, which counts its members too.
    """
    return ProjectMemberView.of(put_member(work, OF_PROJECTS, project, principal_id, body.role))
