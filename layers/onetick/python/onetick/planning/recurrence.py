"""How a task comes again: set, shown and taken away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from onetick.kernel.problems import Conflict, Fault, NotFound, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.copies import write
from onetick.tasks.model import Task
from onetick.tasks.parts import Recurrence
from onetick.tasks.targets import require_open

from .events import TASK_RECURRENCE_REMOVED, TASK_RECURRENCE_SET
from .rules import Unfit, following, local, moment_of, preview, read
from .schemas import NewRecurrence


def put_recurrence(work: Work, task: Task, wanted: NewRecurrence) -> Task:
    """The task, coming again by a rule; its series begins with it.

    Raises Conflict for a task that is finished or that another follows already, or in an archived
    project; Unprocessable for a rule that is none, never matches again, or contradicts itself.
    """
    require_open(work, *task.project_ids)
    if task.completed_at is not None:
        raise Conflict("The task is finished. Reopen it, or let the one that is to come recur.")
    if task.recurrence is not None and task.recurrence.next_id is not None:
        raise Conflict("Another task follows this one already. Change that one.")
    recurrence = _recurrence(task, wanted)
    if task.recurrence is not None and replace(task.recurrence, number=1) == recurrence:
        return task
    stored = write(work, replace(task, recurrence=recurrence, updated_at=work.now), task)
    work.emit(TASK_RECURRENCE_SET, stored, before=task)
    return stored


def remove_recurrence(work: Work, task: Task) -> None:
    """Let the series end with this task. Raises NotFound when it does not recur, Conflict in an archived project."""
    if task.recurrence is None:
        raise NotFound()
    require_open(work, *task.project_ids)
    stored = write(work, replace(task, recurrence=None, updated_at=work.now), task)
    work.emit(TASK_RECURRENCE_REMOVED, stored, before=task)


def recurrence_of(task: Task) -> Recurrence:
    """How the task comes again. Raises NotFound when it does not."""
    if task.recurrence is None:
        raise NotFound()
    return task.recurrence


def next_dates(recurrence: Recurrence, count: int) -> Sequence[datetime]:
    """When the next tasks of a series will be due; none when another task carries it on."""
    return preview(recurrence, count) if recurrence.goes_on else []


def _recurrence(task: Task, wanted: NewRecurrence) -> Recurrence:
    if task.due_at is None:
        fault = Fault("", "not_due", "needs a task that has a due date")
        raise Unprocessable("What is never due cannot come again. Give the task a due date first.", errors=[fault])
    try:
        rule = read(wanted.rrule)
    except Unfit as unfit:
        fault = Fault("/rrule", unfit.code, str(unfit))
        raise Unprocessable("A task cannot recur by this rule.", errors=[fault]) from None
    _require_sense(wanted)
    zone = wanted.timezone or task.timezone or "UTC"
    recurrence = Recurrence(
        rule=rule.text,
        timezone=zone,
        occurrence=local(task.due_at, ZoneInfo(zone)),
        anchor=wanted.anchor,
        trigger=wanted.trigger,
        next_business_day=wanted.next_business_day,
        skip_weekends=wanted.skip_weekends,
        skip_missed=wanted.skip_missed,
    )
    if following(recurrence, recurrence.occurrence, moment_of(recurrence.occurrence, ZoneInfo(zone))) is None:
        fault = Fault("/rrule", "never", "has no date behind the task's due date for 40 years")
        raise Unprocessable("By this rule the task would never come again.", errors=[fault])
    return recurrence


def _require_sense(wanted: NewRecurrence) -> None:
    if wanted.next_business_day and wanted.skip_weekends:
        fault = Fault("/skip_weekends", "contradiction", "excludes next_business_day")
        raise Unprocessable("What falls on a weekend is left out or moved, not both.", errors=[fault])
    if wanted.anchor == "completion" and wanted.trigger == "schedule":
        fault = Fault("/trigger", "contradiction", "must be completion, as the anchor is")
        raise Unprocessable("What counts from completion is made on completion.", errors=[fault])
