"""How forms and submissions are listed, and written with their rows."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.work import Work

from .model import Form, FormRow, Submission, SubmissionRow, form_copies, submission_copies

FORMS = Pattern("The forms of a workspace, project by project", FormRow, pk="{org_id}#wsp#{workspace_id}#forms")
FORMS_OF_PROJECT = Pattern(
    "The forms of a project", FormRow, pk="{org_id}#wsp#{workspace_id}#forms", prefix="{project_id}#"
)
SUBMISSIONS = Pattern(
    "The submissions of a form in one state, latest first",
    SubmissionRow,
    pk="{org_id}#frm#{form_id}#submissions",
    prefix="{state}#",
    ascending=False,
)


def write_form(work: Work, form: Form, before: Form | None = None) -> Form:
    """Store a form, new or changed, and its row."""
    stored = work.save(form) if before is not None else work.create(form)
    work.mirror(form_copies, stored, before)
    return stored


def write_submission(work: Work, submission: Submission, before: Submission) -> Submission:
    """Store a changed submission, and its row."""
    stored = work.save(submission)
    work.mirror(submission_copies, stored, before)
    return stored
