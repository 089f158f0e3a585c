"""The route createTemplate."""

from onetick.kernel.entity import Entity
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.templates.create_template import create_template
from onetick.templates.events import TEMPLATE_CREATED, TEMPLATE_TASK_CREATED
from onetick.templates.schemas import NewTemplate
from onetick.templates.targets import place_of_new_template
from onetick.templates.views import TemplateView


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/templates",
    can="template:manage",
    endpoint="C",
    on=place_of_new_template,
    emits=[TEMPLATE_CREATED, TEMPLATE_TASK_CREATED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
)
def handler(work: Work, place: Entity, body: NewTemplate) -> TemplateView:
    """Make a template by hand.

    Of a project, with roles, statuses and sections, or of a task. Its tasks are added one by one. Who may
    do so in a project alone names it as `project_id`. What exists already is saved as a template instead.
    """
    return TemplateView.of(create_template(work, place, body))
