"""The route instantiateTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.projects.events import OF_PROJECTS, PROJECT_CREATED, SECTION_CREATED, WORKFLOW_CREATED
from onetick.templates.instantiate_template import instantiate_template
from onetick.templates.model import Template
from onetick.templates.schemas import NewProjectFromTemplate
from onetick.templates.targets import template_with_cast


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/instantiate",
    can="project:create",
    endpoint="E",
    on=template_with_cast,
    emits=[JOB_QUEUED, PROJECT_CREATED, OF_PROJECTS.member_added, SECTION_CREATED, WORKFLOW_CREATED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
    status=202,
)
def handler(work: Work, template: Template, body: NewProjectFromTemplate) -> Reply[JobView]:
    """Make a project from a template.

    The project is there at once, as `result.project_id` of the job that is answered, and that job fills
    it. You become its admin. Whoever fills a role becomes a member with the role's rights and is
    assigned what the role is assigned. All dates are counted from `start_on`, or back from `due_on`:
    times of day stay what they are when clocks change. Nobody is notified of each single task.
    """
    return accepted(instantiate_template(work, template, body))
