"""The route updateTemplateTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.templates.editing import change_task
from onetick.templates.events import TEMPLATE_TASK_UPDATED, TEMPLATE_UPDATED
from onetick.templates.model import TemplateTask
from onetick.templates.schemas import TemplateTaskChanges
from onetick.templates.targets import template_task_with_named
from onetick.templates.views import TemplateTaskView


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/tasks/{template_task_id}",
    can="template:manage",
    endpoint="C",
    on=template_task_with_named,
    emits=[TEMPLATE_TASK_UPDATED, TEMPLATE_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, task: TemplateTask, body: TemplateTaskChanges) -> TemplateTaskView:
    """Change a task of a template.

    What was made from the template stays as it is. The last day of the template follows when the task
    is due later. `file_ids` are those of its files that stay.
    """
    return TemplateTaskView.of(change_task(work, task, body))
