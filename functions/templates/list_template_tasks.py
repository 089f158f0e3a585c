"""The route listTemplateTasks."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.templates.list_templates import list_tasks
from onetick.templates.model import Template
from onetick.templates.schemas import Preview
from onetick.templates.targets import template_of_path
from onetick.templates.views import DatedTaskView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/tasks",
    can="template:view",
    endpoint="B",
    on=template_of_path,
    problems=[Gone, Unprocessable],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, template: Template, query: Preview, paging: Paging) -> Page[DatedTaskView]:
    """List the tasks of a template.

    In the order in which they were made. With `start_on` or `due_on` each shows when it would start and
    be due, if the template were used with that date.
    """
    return list_tasks(work, template, query, paging)
