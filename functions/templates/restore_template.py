"""The route restoreTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.templates.changing import restore_template
from onetick.templates.events import TEMPLATE_RESTORED
from onetick.templates.model import Template
from onetick.templates.targets import template_in_trash
from onetick.templates.views import TemplateView


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/templates/{template_id}/restore",
    can="template:manage",
    endpoint="C",
    on=template_in_trash,
    emits=[TEMPLATE_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, template: Template) -> TemplateView:
    """Restore a template.

    It comes back from the trash as it was, within 30 days.
    """
    return TemplateView.of(restore_template(work, template))
