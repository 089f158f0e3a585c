"""What can happen to a form and to a submission."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Form, Submission
from .schemas import FormView, SubmissionView


@dataclass(frozen=True, slots=True, kw_only=True)
class OfForm:
    """By which form it came."""

    form_id: str


FORM_CREATED = EventType("form.created", Form, FormView.of)
FORM_UPDATED = EventType("form.updated", Form, FormView.of)
FORM_LINK_ROTATED = EventType("form.link_rotated", Form, FormView.of)
FORM_LINK_REVOKED = EventType("form.link_revoked", Form, FormView.of)
FORM_DELETED = EventType("form.deleted", Form, FormView.of)
FORM_RESTORED = EventType("form.restored", Form, FormView.of)

FORM_SUBMITTED = EventType("form.submitted", Submission, SubmissionView.of, context=OfForm)
SUBMISSION_ACCEPTED = EventType("submission.accepted", Submission, SubmissionView.of)
SUBMISSION_DECLINED = EventType("submission.declined", Submission, SubmissionView.of)
SUBMISSION_UPDATED = EventType("submission.updated", Submission, SubmissionView.of)
"""It was snoozed, found to repeat another, or opened again."""
