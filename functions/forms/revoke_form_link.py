"""The route revokeFormLink."""

from onetick.forms.events import FORM_LINK_REVOKED
from onetick.forms.forms import revoke_link
from onetick.forms.model import Form
from onetick.forms.targets import form_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/forms/{form_id}/link",
    can="form:manage",
    endpoint="C",
    on=form_of_path,
    emits=[FORM_LINK_REVOKED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, form: Form) -> None:
    """Take the public link of a form away.

    It opens nothing from then on.
    """
    revoke_link(work, form)
