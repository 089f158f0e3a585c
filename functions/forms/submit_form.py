"""The route submitForm."""

from onetick.forms import links
from onetick.forms.events import FORM_SUBMITTED
from onetick.forms.schemas import NewSubmission, ReceiptView
from onetick.forms.submit_form import submit_form
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Conflict, NotFound, RateLimited, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/forms/{public_token}/submissions",
    can=Public(reason="Whoever has the link may fill in the form; limits and a proof keep programs out."),
    endpoint="F",
    emits=[FORM_SUBMITTED],
    problems=[Conflict, NotFound, RateLimited, Unprocessable],
    status=201,
    enters=True,
    tables=[TableName.GLOBAL, TableName.TENANT],
    grants=[
        grants.read(TableName.TENANT),
        grants.store(TableName.TENANT),
        grants.read_secret(links.SECRET),
    ],
)
def handler(work: Work, public_token: str, body: NewSubmission) -> ReceiptView:
    """Send a form.

    The answers must fit the questions. A form is filled in within a day, and no faster than people do.
    """
    form = submit_form(work, public_token, body)
    return ReceiptView(confirmation=form.confirmation)
