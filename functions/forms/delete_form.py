"""The route deleteForm."""

from onetick.forms.events import FORM_DELETED
from onetick.forms.forms import delete_form
from onetick.forms.model import Form
from onetick.forms.targets import form_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/forms/{form_id}",
    can="form:manage",
    endpoint="C",
    on=form_of_path,
    emits=[FORM_DELETED],
    problems=[Conflict, Gone],
    status=204,
)
def handler(work: Work, form: Form) -> None:
    """Delete a form.

    It goes to the trash, from where it can be restored for 30 days. Its link opens nothing; what was submitted stays.
    """
    delete_form(work, form)
