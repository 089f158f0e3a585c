"""The route getTemplateTask."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.templates.model import TemplateTask
from onetick.templates.targets import template_task_of_path
from onetick.templates.views import TemplateTaskView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/tasks/{template_task_id}",
    can="template:view",
    endpoint="A",
    on=template_task_of_path,
    problems=[Gone],
)
def handler(task: TemplateTask) -> TemplateTaskView:
    """Get a task of a template.

    As it is written down: with roles in place of people, and days in place of dates.
    """
    return TemplateTaskView.of(task)
