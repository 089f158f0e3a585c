"""The route updateTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.templates.changing import update_template
from onetick.templates.events import TEMPLATE_UPDATED
from onetick.templates.model import Template
from onetick.templates.schemas import TemplateChanges
from onetick.templates.targets import template_of_path
from onetick.templates.views import TemplateView


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/templates/{template_id}",
    can="template:manage",
    endpoint="C",
    on=template_of_path,
    emits=[TEMPLATE_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, template: Template, body: TemplateChanges) -> TemplateView:
    """Change a template.

    Its name, what it says, its roles, and which date has to be given. `roles` replaces all of them: what
    is assigned to one that goes is assigned to nobody then.
    """
    return TemplateView.of(update_template(work, template, body))
