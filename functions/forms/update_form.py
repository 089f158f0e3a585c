"""The route updateForm."""

from onetick.forms.events import FORM_UPDATED
from onetick.forms.forms import update_form
from onetick.forms.model import Form
from onetick.forms.schemas import FormChanges, FormView
from onetick.forms.targets import form_with_outline
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/forms/{form_id}",
    can="form:manage",
    endpoint="C",
    on=form_with_outline,
    emits=[FORM_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, form: Form, body: FormChanges) -> FormView:
    """Change a form.

    Fields that are left out stay as they are. What was submitted keeps its answers. A form that is not `open` takes
    nothing, and shows nothing to the public.
    """
    return FormView.of(update_form(work, form, body))
