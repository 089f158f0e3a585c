"""The route applyTemplate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict, Gone, RequiredFieldMissing, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SET
from onetick.projects.model import Project
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED
from onetick.tasks.schemas import TaskView
from onetick.templates.apply_template import apply_template
from onetick.templates.model import Template
from onetick.templates.schemas import NewTaskFromTemplate
from onetick.templates.targets import project_to_fill, template_to_apply
from onetick.templates.views import MadeTaskView


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/apply",
    can="task:create",
    endpoint="C",
    on=[project_to_fill, template_to_apply],
    emits=[JOB_QUEUED, TASK_ASSIGNED, TASK_CREATED, TASK_RECURRENCE_SET],
    problems=[Conflict, Gone, RequiredFieldMissing, Unprocessable],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, project: Project, template: Template, body: NewTaskFromTemplate) -> MadeTaskView:
    """Make a task from a template.

    At the end of a section of a project. Where the template has subtasks, the job that is answered makes
    them, however many. All dates are counted from `start_on`, or back from `due_on`. Those who fill
    roles must see the project; of custom fields it gets those that the project uses.
    """
    task, job = apply_template(work, template, project, body)
    return MadeTaskView(task=TaskView.of(task), job=None if job is None else JobView.of(job))
