"""The route createTemplateTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.templates.editing import add_task
from onetick.templates.events import TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED
from onetick.templates.model import Template
from onetick.templates.schemas import NewTemplateTask
from onetick.templates.targets import template_and_named
from onetick.templates.views import TemplateTaskView


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/tasks",
    can="template:manage",
    endpoint="C",
    on=template_and_named,
    emits=[TEMPLATE_TASK_CREATED, TEMPLATE_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, template: Template, body: NewTemplateTask) -> TemplateTaskView:
    """Add a task to a template.

    With days counted from the template's first day, and roles in place of people. It can wait for tasks
    that are in the template already, and be a subtask of one. In a template of a task it is a subtask.
    """
    return TemplateTaskView.of(add_task(work, template, body))
