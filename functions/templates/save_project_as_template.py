"""The route saveProjectAsTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.templates.events import TEMPLATE_CREATED
from onetick.templates.save_project import save_project
from onetick.templates.schemas import ProjectAsTemplate
from onetick.templates.targets import project_to_save


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/save-as-template",
    can="template:manage",
    endpoint="E",
    on=project_to_save,
    emits=[JOB_QUEUED, TEMPLATE_CREATED],
    problems=[Gone, Unprocessable],
    status=202,
)
def handler(work: Work, project: Project, body: ProjectAsTemplate) -> Reply[JobView]:
    """Save a project as a template.

    With its workflow, sections, custom fields and tasks: their subtasks, dependencies, tags, values,
    recurrence and copies of what is attached and can be opened, days instead of dates, and nothing done
    yet. Whoever is assigned or a member becomes a role with their name, unless you describe the roles.
    Comments, time, and what fields refer to stay behind.

    The template is `result.template_id` of the job that is answered, and is ready when that has
    succeeded. It belongs to the project, so that nobody sees it who does not see the project; a
    template with `scope` `workspace` shows every member what is in it, and you need the right to manage
    templates there.
    """
    return accepted(save_project(work, project, body))
