"""Decide a request: agree, reject, or ask for changes."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict, Forbidden, Gone, InvalidTransition, VersionMismatch
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.parts import ApprovalState, Asked
from onetick.tasks.passing import holds_role
from onetick.tasks.statuses import in_section_of_status, status_named, with_status
from onetick.tasks.targets import require_open, workflow_of

from .ask_for_transition import values_looked_at
from .events import APPROVAL_CHANGES_REQUESTED, APPROVAL_GRANTED, APPROVAL_REJECTED, APPROVAL_SUPPORTED
from .model import Answer, Approval, State, Vote
from .schemas import Decision
from .store import write

_STATES: dict[Answer, tuple[State, ApprovalState]] = {
    "approve": ("approved", "approved"),
    "reject": ("rejected", "rejected"),
    "request_changes": ("changes_requested", "changes_requested"),
}
_EVENTS = {"reject": APPROVAL_REJECTED, "request_changes": APPROVAL_CHANGES_REQUESTED}


def decide_approval(work: Work, approval: Approval, said: Decision) -> Approval:
    """The approval with what the caller says; the last one needed takes the task to its status with it.

    Said once more, it changes nothing. Raises Forbidden for who may not decide, Gone when the task was
    deleted, Conflict when it is decided or the task is elsewhere by now, VersionMismatch when the task
    changed since and the caller does not say that they saw it; and whatever keeps the task from the
    status, such as a required field that is empty again.
    """
    task = work.find(Task, Task.key(org_id=approval.org_id, id=approval.task_id))
    if task is None or task.deleted_at is not None:
        raise Gone("The task was deleted.")
    _require_right(work, approval, task)
    known = approval.vote_of(work.principal.id)
    if known is not None and known.answer == said.decision:
        return approval
    _require_pending(work, approval, task)
    require_open(work, *task.project_ids)
    if said.decision == "approve":
        _require_as_seen(work, approval, task, said)
    vote = Vote(user_id=PrincipalId(work.principal.id), answer=said.decision, at=work.now, comment=said.comment)
    voted = replace(approval, votes=(*approval.votes, vote), updated_at=work.now)
    if said.decision == "approve" and voted.given < voted.required:
        return write(work, APPROVAL_SUPPORTED, voted, approval, comment=said.comment)
    state, shown = _STATES[said.decision]
    kind = _EVENTS.get(said.decision, APPROVAL_GRANTED)
    stored = write(work, kind, replace(voted, state=state, decided_at=work.now), approval, comment=said.comment)
    asked = Asked(id=approval.id, status=approval.to_status, state=shown)
    if said.decision == "approve":
        _take_there(work, approval, task, asked)
    else:
        change(work, task, replace(task, approval=asked))
    return stored


def _require_right(work: Work, approval: Approval, task: Task) -> None:
    """Raises Forbidden unless the caller is a person who may decide it at this moment, and did not ask for it."""
    authorize(work, "task:view", Subject.of(task))
    if work.principal.type != "user":
        raise Forbidden("Only a person decides approvals.", extra={"reason": "guard-people-approve"})
    if work.principal.id == approval.created_by:
        raise Forbidden("Nobody decides what they asked for themselves.", extra={"reason": "guard-own-request"})
    if work.principal.id in approval.people:
        return
    if approval.role is None or not holds_role(work, task, approval.role):
        raise Forbidden("Others were asked to decide this.", extra={"reason": "not-asked"})


def _require_pending(work: Work, approval: Approval, task: Task) -> None:
    if approval.state != "pending":
        raise Conflict(f"The approval is {approval.state.replace('_', ' ')} already.")
    if approval.expires_at <= work.now:
        raise Conflict("The approval has expired. It can be asked for anew.")
    if task.approval is None or task.approval.id != approval.id or task.status != approval.from_status:
        raise Conflict("The task has gone elsewhere since this was asked for.")
    if approval.vote_of(work.principal.id) is not None:
        raise Conflict("You have agreed already.")


def _require_as_seen(work: Work, approval: Approval, task: Task, said: Decision) -> None:
    now = values_looked_at(workflow_of(work, task), task, approval.from_status, approval.to_status)
    changed = sorted(name for name in now if approval.seen.get(name) != now[name])
    if changed and said.task_version != task.version:
        raise VersionMismatch(
            f"The task changed since this was asked for: {', '.join(changed)}. Look again, and send `task_version`.",
            extra={"current_version": task.version, "changed_fields": changed},
        )


def _take_there(work: Work, approval: Approval, task: Task, asked: Asked) -> None:
    workflow = workflow_of(work, task)
    status = status_named(workflow, approval.to_status)
    if not workflow.allows(task.status, status.id):
        following = list(workflow.following(task.status))
        raise InvalidTransition("The workflow does not allow this any more.", extra={"allowed": following})
    after = replace(with_status(task, status, work.now), approval=asked)
    change(work, task, in_section_of_status(work, after), passage="approved")
