"""The route rotateFormLink."""

from onetick.forms.events import FORM_LINK_ROTATED
from onetick.forms.forms import rotate_link
from onetick.forms.model import Form
from onetick.forms.schemas import FormView
from onetick.forms.targets import form_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/forms/{form_id}/link",
    can="form:manage",
    endpoint="C",
    on=form_of_path,
    emits=[FORM_LINK_ROTATED],
    problems=[Conflict, Gone],
    status=201,
)
def handler(work: Work, form: Form) -> FormView:
    """Give a form a new public link.

    Whoever has the link, which `GET …/link` shows, can fill in the form. An older link opens nothing from then on.
    """
    return FormView.of(rotate_link(work, form))
