"""The route duplicateProject."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.projects.duplicate_project import duplicate_project
from onetick.projects.events import OF_PROJECTS, PROJECT_CREATED, SECTION_CREATED, WORKFLOW_CREATED
from onetick.projects.model import Project
from onetick.projects.schemas import ProjectCopy
from onetick.projects.targets import project_with_sections


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/duplicate",
    can="project:create",
    endpoint="E",
    on=project_with_sections,
    emits=[JOB_QUEUED, PROJECT_CREATED, OF_PROJECTS.member_added, SECTION_CREATED, WORKFLOW_CREATED],
    problems=[Conflict, Gone, QuotaExceeded],
    status=202,
)
def handler(work: Work, project: Project, body: ProjectCopy) -> Reply[JobView]:
    """Duplicate a project.

    The copy has the settings, workflow, sections and custom fields of the project and, unless you leave
    them out, its members and its tasks, in their order. It is there at once, as `result.project_id` of the job that
    is answered, and that job fills it. You become its admin, and those assigned to a task still are,
    provided that they see the copy; nobody is notified. Comments, watchers and history stay behind.
    You need to see the project.
    """
    return accepted(duplicate_project(work, project, body))
