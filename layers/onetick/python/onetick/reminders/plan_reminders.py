"""Enter reminders in the timetable, and bring those whose time has come.

An entry is a hint: whether and when a reminder comes follows from the reminder and the task as they are
by then. So one that is entered twice, or for a due date that moved, does no harm.
"""

from dataclasses import replace
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.notifications import timetable
from onetick.notifications.model import TimetableEntry
from onetick.notifications.remind import remind
from onetick.tasks.model import Task

from .events import REMINDERS_CHANGED
from .model import Reminders
from .store import OF_TASK

WINDOW = 100


def plan_reminders(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Enter what somebody set, or what a task moved along with its due date."""
    if occurrence.name == REMINDERS_CHANGED.name:
        _plan(work, PrincipalId(occurrence.resource["user_id"]), occurrence.resource["task_id"])
        return
    asked = OF_TASK.of(org_id=occurrence.org_id, task_id=occurrence.aggregate_id)
    cause = Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent)
    for row in work.each(asked, window=WINDOW):
        perform(
            consumer,
            partial(_plan, user_id=row.user_id, task_id=row.task_id),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=cause,
        )


def bring_reminders(work: Work, entry: TimetableEntry) -> None:
    """Put those whose time has come into the inbox, once, and enter those that are left.

    Of a task that is finished, in the trash, or not to be seen any more they pass in silence.
    """
    user_id, task_id = entry.subject.split(".")
    reminders, task = _both(work, PrincipalId(user_id), task_id)
    if reminders is None or task is None:
        return
    due = {one.id for one in reminders.reminders if (at := one.awaits(task)) is not None and at <= work.now}
    if due:
        came = tuple(replace(one, came=one.moment(task)) if one.id in due else one for one in reminders.reminders)
        reminders = work.save(replace(reminders, reminders=came))
        if task.deleted_at is None and task.completed_at is None:
            remind(work, task, reminders.user_id)
    _enter(work, reminders, task)


def _plan(work: Work, user_id: PrincipalId, task_id: str) -> None:
    reminders, task = _both(work, user_id, task_id)
    if reminders is not None and task is not None:
        _enter(work, reminders, task)


def _both(work: Work, user_id: PrincipalId, task_id: str) -> tuple[Reminders | None, Task | None]:
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": user_id}
    keys = Reminders.key(**place, task_id=task_id), Task.key(org_id=work.org_id, id=task_id)
    work.prefetch(keys)
    return work.find(Reminders, keys[0]), work.find(Task, keys[1])


def _enter(work: Work, reminders: Reminders, task: Task) -> None:
    """Enter the next one; those behind it are entered when that has come."""
    moments = [at for one in reminders.reminders if (at := one.awaits(task)) is not None]
    if moments:
        name = f"{reminders.user_id}.{reminders.task_id}"
        entry = TimetableEntry(
            purpose="reminder",
            org_id=reminders.org_id,
            workspace_id=reminders.workspace_id,
            name=name,
            subject=name,
            at=min(moments),
        )
        timetable.enter(work, entry)
