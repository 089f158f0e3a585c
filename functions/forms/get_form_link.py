"""The route getFormLink."""

from onetick.forms import links
from onetick.forms.model import Form
from onetick.forms.schemas import FormLinkView
from onetick.forms.targets import form_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, NotFound


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/forms/{form_id}/link",
    can="form:manage",
    endpoint="A",
    today="A link is for now.",
    on=form_of_path,
    problems=[Gone],
    grants=[grants.read_secret(links.SECRET)],
)
def handler(form: Form) -> FormLinkView:
    """Get the public link of a form.

    Not found while it has none.
    """
    if form.nonce is None:
        raise NotFound()
    return FormLinkView(url=links.url(form), token=links.token(form))
