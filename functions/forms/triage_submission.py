"""The route triageSubmission."""

from onetick.forms.events import SUBMISSION_ACCEPTED, SUBMISSION_DECLINED, SUBMISSION_UPDATED
from onetick.forms.model import Submission
from onetick.forms.schemas import SubmissionView, Triage
from onetick.forms.targets import submission_to_triage
from onetick.forms.triage_submission import triage_submission
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED, TASK_MENTIONED


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/submissions/{submission_id}/triage",
    can="form:triage",
    endpoint="C",
    on=submission_to_triage,
    emits=[SUBMISSION_ACCEPTED, SUBMISSION_DECLINED, SUBMISSION_UPDATED, TASK_CREATED, TASK_ASSIGNED, TASK_MENTIONED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, submission: Submission, body: Triage) -> SubmissionView:
    """Decide about a submission.

    Accepted, a task is made of it in the same moment, once. It can be declined with a reason, marked as a duplicate,
    snoozed, and opened again until it is accepted.
    """
    return SubmissionView.of(triage_submission(work, submission, body))
