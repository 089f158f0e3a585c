"""The route deleteTemplateTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.templates.editing import remove_task
from onetick.templates.events import TEMPLATE_TASK_DELETED, TEMPLATE_UPDATED
from onetick.templates.model import TemplateTask
from onetick.templates.targets import template_task_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/tasks/{template_task_id}",
    can="template:manage",
    endpoint="C",
    on=template_task_of_path,
    emits=[TEMPLATE_TASK_DELETED, TEMPLATE_UPDATED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, task: TemplateTask) -> None:
    """Take a task out of a template.

    For good. Its subtasks stay in the template, as nobody's; what waits for it waits no longer.
    """
    remove_task(work, task)
