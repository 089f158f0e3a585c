"""The route createForm."""

from onetick.forms.events import FORM_CREATED
from onetick.forms.forms import create_form
from onetick.forms.schemas import FormView, NewForm
from onetick.forms.targets import project_of_new_form
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/forms",
    can="form:manage",
    endpoint="C",
    on=project_of_new_form,
    emits=[FORM_CREATED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
)
def handler(work: Work, project: Project, body: NewForm) -> FormView:
    """Make a form.

    Its questions fill fields of the task that is made of a submission; other answers go to its description. A question
    may depend on an earlier choice. It has no public link until you ask for one. At most 50 questions.
    """
    return FormView.of(create_form(work, project, body))
