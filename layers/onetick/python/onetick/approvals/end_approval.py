"""End a request that nobody is to decide any more: cancelled, expired, or about what is not there any more."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.notifications import timetable
from onetick.notifications.model import TimetableEntry
from onetick.tasks.changing import change
from onetick.tasks.model import Task

from .events import APPROVAL_CANCELLED, APPROVAL_EXPIRED, APPROVAL_INVALIDATED
from .model import Approval
from .store import write


def cancel_approval(work: Work, approval: Approval) -> Approval:
    """The approval, taken back by whoever asked for it, or by those who manage the workflow.

    Raises Forbidden for others, Conflict when it is decided.
    """
    if work.principal.id != approval.created_by:
        authorize(work, "workflow:manage", Subject.of(approval))
    if approval.state == "cancelled":
        return approval
    if approval.state != "pending":
        raise Conflict(f"The approval is {approval.state.replace('_', ' ')} already.")
    ended = replace(approval, state="cancelled", decided_at=work.now, updated_at=work.now)
    stored = write(work, APPROVAL_CANCELLED, ended, approval)
    _release(work, approval)
    return stored


def plan_expiry(work: Work, occurrence: Occurrence) -> None:
    """Remember to look at a request when its time is over."""
    approval = work.find(Approval, Approval.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if approval is None:
        return
    timetable.enter(
        work,
        TimetableEntry(
            purpose="approval",
            org_id=approval.org_id,
            workspace_id=approval.workspace_id,
            name=approval.id,
            subject=approval.id,
            at=approval.expires_at,
        ),
    )


def expire_approval(work: Work, entry: TimetableEntry) -> None:
    """End a request that nobody decided in time."""
    approval = work.find(Approval, Approval.key(org_id=entry.org_id, id=entry.subject))
    if approval is None or approval.state != "pending" or approval.expires_at > work.now:
        return
    ended = replace(approval, state="expired", decided_at=work.now, updated_at=work.now)
    write(work, APPROVAL_EXPIRED, ended, approval)
    _release(work, approval)


def invalidate_approval(work: Work, occurrence: Occurrence) -> None:
    """End a request when its task got another status in another way, left the project, or was deleted."""
    known = occurrence.previous.get("approval") or occurrence.resource.get("approval") or {}
    if not known:
        return
    approval_key = Approval.key(org_id=occurrence.org_id, id=known["id"])
    task_key = Task.key(org_id=occurrence.org_id, id=occurrence.aggregate_id)
    work.prefetch([approval_key, task_key])
    approval, task = work.find(Approval, approval_key), work.find(Task, task_key)
    if approval is None or approval.state != "pending":
        return
    gone = task is None or task.deleted_at is not None
    waits = task is not None and task.approval is not None and task.approval.id == approval.id
    if waits and not gone:
        return
    reason = "task_deleted" if gone else "task_moved_on"
    ended = replace(approval, state="invalidated", reason=reason, decided_at=work.now, updated_at=work.now)
    write(work, APPROVAL_INVALIDATED, ended, approval, reason=reason)
    _release(work, approval)


def _release(work: Work, approval: Approval) -> None:
    """Let the task wait no more."""
    task = work.find(Task, Task.key(org_id=approval.org_id, id=approval.task_id))
    if task is not None and task.approval is not None and task.approval.id == approval.id:
        change(work, task, replace(task, approval=None))
