"""The route getSubmission."""

from onetick.forms.model import Submission
from onetick.forms.schemas import SubmissionView
from onetick.forms.targets import submission_of_path
from onetick.kernel.entry import route


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/submissions/{submission_id}",
    can="form:triage",
    endpoint="A",
    on=submission_of_path,
)
def handler(submission: Submission) -> SubmissionView:
    """Get a submission.

    What somebody asked for, and what became of it.
    """
    return SubmissionView.of(submission)
