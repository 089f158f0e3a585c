"""The route getTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.templates.model import Template
from onetick.templates.showing import show_template
from onetick.templates.targets import template_with_frame
from onetick.templates.views import WholeTemplateView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/templates/{template_id}",
    can="template:view",
    endpoint="A",
    on=template_with_frame,
    problems=[Gone],
)
def handler(work: Work, template: Template) -> WholeTemplateView:
    """Get a template.

    With its roles, and with the workflow, sections and custom fields of every project that is made from
    it. Its tasks are in `GET …/tasks`.
    """
    return show_template(work, template)
