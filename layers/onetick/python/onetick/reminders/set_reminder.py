"""Set a reminder, change it, and take it away: one's own, on a task that one sees."""

from dataclasses import replace

from onetick.kernel.ids import new_id
from onetick.kernel.problems import Fault, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .events import REMINDERS_CHANGED
from .model import MAX_REMINDERS, Reminder, Reminders
from .schemas import ReminderBody
from .targets import reminder_named, reminders_of


def set_reminder(work: Work, task: Task, body: ReminderBody) -> Reminder:
    """One more. Raises Unprocessable for what would have come already, QuotaExceeded beyond `MAX_REMINDERS`."""
    reminders = reminders_of(work, task)
    if len(reminders.reminders) >= MAX_REMINDERS:
        raise QuotaExceeded(f"You have at most {MAX_REMINDERS} reminders on a task.")
    wanted = Reminder(id=new_id("rem"), at=body.at, before_minutes=body.before_minutes, created_at=work.now)
    _require_ahead(work, task, wanted)
    _store(work, reminders, replace(reminders, reminders=(*reminders.reminders, wanted)))
    return wanted


def change_reminder(work: Work, task: Task, id: str, body: ReminderBody) -> Reminder:
    """One that comes at another time. Raises NotFound, and Unprocessable for what would have come already."""
    reminders = reminders_of(work, task)
    known = reminder_named(reminders, id)
    wanted = replace(known, at=body.at, before_minutes=body.before_minutes, came=None)
    _require_ahead(work, task, wanted)
    if (wanted.at, wanted.before_minutes) == (known.at, known.before_minutes):
        return known
    others = tuple(wanted if one.id == id else one for one in reminders.reminders)
    _store(work, reminders, replace(reminders, reminders=others))
    return wanted


def remove_reminder(work: Work, task: Task, id: str) -> None:
    """One less. Raises NotFound."""
    reminders = reminders_of(work, task)
    reminder_named(reminders, id)
    _store(work, reminders, replace(reminders, reminders=tuple(reminders.without(id))))


def _store(work: Work, before: Reminders, after: Reminders) -> None:
    stored = work.put(after)
    work.emit(REMINDERS_CHANGED, stored, before=before if before.version else None)


def _require_ahead(work: Work, task: Task, wanted: Reminder) -> None:
    moment = wanted.moment(task)
    if moment is not None and moment <= work.now:
        pointer = "/at" if wanted.at is not None else "/before_minutes"
        raise Unprocessable("A reminder comes in the future.", errors=[Fault(pointer, "past", "is over already")])
