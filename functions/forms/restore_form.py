"""The route restoreForm."""

from onetick.forms.events import FORM_RESTORED
from onetick.forms.forms import restore_form
from onetick.forms.model import Form
from onetick.forms.schemas import FormView
from onetick.forms.targets import form_in_trash
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/forms/{form_id}/restore",
    can="form:manage",
    endpoint="C",
    on=form_in_trash,
    emits=[FORM_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, form: Form) -> FormView:
    """Restore a form.

    It comes back from the trash with its link.
    """
    return FormView.of(restore_form(work, form))
