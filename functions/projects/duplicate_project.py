"""The route duplicateProject."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.duplicate_project import duplicate_project
from onetick.projects.events import PROJECT_CREATED, PROJECT_MEMBER_ADDED, SECTION_CREATED, WORKFLOW_CREATED
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectCopy, ProjectView
from onetick.projects.targets import project_with_sections


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/duplicate",
    can="project:create",
    endpoint="E",
    on=project_with_sections,
    emits=[PROJECT_CREATED, PROJECT_MEMBER_ADDED, SECTION_CREATED, WORKFLOW_CREATED],
    problems=[Conflict, Gone, QuotaExceeded],
    status=201,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, body: ProjectCopy) -> ProjectView:
    """Duplicate a project.

    The copy has the settings, workflow, sections and, unless you leave them out, the members of the
    project, but none of its tasks. You become its admin. It is made at once, in one transaction,
    which limits it: counting 2 for each section, 3 for each person and 2 for each team, at most 89,
    and at most 30 members. You need to see the project.
    """
    return ProjectView.of(duplicate_project(work, project, body))
