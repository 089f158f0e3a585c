"""The route listSubmissions."""

from onetick.forms.model import Form
from onetick.forms.schemas import SubmissionFilter, SubmissionView
from onetick.forms.store import SUBMISSIONS
from onetick.forms.targets import form_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/forms/{form_id}/submissions",
    can="form:triage",
    endpoint="B",
    on=form_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, form: Form, query: SubmissionFilter, paging: Paging) -> Page[SubmissionView]:
    """List the submissions of a form.

    In one state, by default the new ones; latest first.
    """
    asked = SUBMISSIONS.of(org_id=form.org_id, form_id=form.id, state=query.state)
    page = work.page(asked, paging)
    return Page([SubmissionView.of(row.submission) for row in page.data], page.next_cursor)
