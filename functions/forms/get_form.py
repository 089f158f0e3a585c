"""The route getForm."""

from onetick.forms.model import Form
from onetick.forms.schemas import FormView
from onetick.forms.targets import form_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/forms/{form_id}",
    can="form:view",
    endpoint="A",
    on=form_of_path,
    problems=[Gone],
)
def handler(form: Form) -> FormView:
    """Get a form.

    With its questions, and what they fill.
    """
    return FormView.of(form)
