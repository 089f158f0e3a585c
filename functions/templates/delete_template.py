"""The route deleteTemplate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.templates.changing import delete_template
from onetick.templates.events import TEMPLATE_DELETED
from onetick.templates.model import Template
from onetick.templates.targets import template_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/templates/{template_id}",
    can="template:manage",
    endpoint="C",
    on=template_of_path,
    emits=[TEMPLATE_DELETED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, template: Template) -> None:
    """Delete a template.

    It goes to the trash, from where it can be restored for 30 days. What was made from it stays; a job
    that is using it ends.
    """
    delete_template(work, template)
