"""Decide what becomes of a submission."""

from dataclasses import replace
from typing import Any

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict, Fault, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.create_task import create_task
from onetick.tasks.targets import require_open
from onetick.tasks.types import fitting_type

from .answering import task_of
from .events import SUBMISSION_ACCEPTED, SUBMISSION_DECLINED, SUBMISSION_UPDATED
from .model import Form, Submission
from .schemas import Triage
from .store import write_submission


def triage_submission(work: Work, submission: Submission, wanted: Triage) -> Submission:
    """The submission with what becomes of it; accepted, a task is made of it in the same moment.

    Raises Conflict when it was accepted already or the project is archived, Unprocessable when it cannot
    repeat what is named or no task can have its answers, Gone when its form was purged.
    """
    require_open(work, submission.project_id)
    if submission.state == "accepted":
        raise Conflict("It was accepted already; its task is what counts now.", extra={"task_id": submission.task_id})
    now: dict[str, Any] = {
        "reason": wanted.reason,
        "duplicate_of": None,
        "snoozed_until": None,
        "triaged_by": PrincipalId(work.principal.id),
        "triaged_at": work.now,
        "updated_at": work.now,
    }
    kind = SUBMISSION_UPDATED
    match wanted.action:
        case "accept":
            kind, now["state"] = SUBMISSION_ACCEPTED, "accepted"
            now["task_id"] = _task(work, submission)
        case "decline":
            kind, now["state"] = SUBMISSION_DECLINED, "declined"
        case "duplicate":
            now |= {"state": "duplicate", "duplicate_of": _repeated(work, submission, wanted.duplicate_of)}
        case "snooze":
            now |= {"state": "snoozed", "snoozed_until": _later(work, wanted)}
        case "reopen":
            now["state"] = "new"
    stored = write_submission(work, replace(submission, **now), submission)
    work.emit(kind, stored, before=submission)
    return stored


def _task(work: Work, submission: Submission) -> str:
    form = work.find(Form, Form.key(org_id=submission.org_id, id=submission.form_id))
    place = {"org_id": submission.org_id, "workspace_id": submission.workspace_id}
    project = work.find(Project, Project.key(**place, id=submission.project_id))
    if form is None or project is None:
        raise Gone("The form is not there any more.")
    # What became of the form's type since is no reason to turn somebody away.
    type_id = fitting_type(work, project, form.type_id)
    return create_task(work, project, task_of(form, submission, type_id)).id


def _repeated(work: Work, submission: Submission, named: str | None) -> str:
    found = work.find(Submission, Submission.key(org_id=submission.org_id, id=named)) if named else None
    if found is None or found.form_id != submission.form_id or found.id == submission.id:
        fault = Fault("/duplicate_of", "unknown", "is no other submission of the form")
        raise Unprocessable("There is no such submission.", errors=[fault])
    return found.id


def _later(work: Work, wanted: Triage) -> Any:
    if wanted.until is None or wanted.until <= work.now:
        raise Unprocessable("It cannot be snoozed until then.", errors=[Fault("/until", "past", "must be later")])
    return wanted.until
